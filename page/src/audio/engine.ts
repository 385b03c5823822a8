// The one sound of a page.
import { signal } from "@preact/signals";
import type { Performance } from "../core/types.ts";
import { Device } from "./device.ts";
import type { FromWorklet, ToWorklet } from "./messages.ts";
import { instrumentOf, type Plan, planOf, SoundError, type SoundTable } from "./plan.ts";
import { restoreSilentSwitch, unmuteSilentSwitch } from "./silence.ts";
import type { Player } from "./sound.ts";
import { PageTransport } from "./transport.ts";
import type { Assets, Pitches, Sound, SoundState, Transport } from "./types.ts";

const SHARED = Symbol.for("musicking.sound");
/** A device that plays nothing for so long is let go, to spare the battery. */
const IDLE_MS = 60_000;
const INTERRUPTED = "The sound was interrupted by the device; press Play to go on.";
const BROKEN = "The sound stopped on an error; press Play to try again.";

type Shared = typeof globalThis & { [SHARED]?: PageSound };

/** The sound of this page, made at the first call. Later calls renew only where files come from. */
export function soundOf(assets: Assets, table: SoundTable): Sound {
  const shared = globalThis as Shared;
  shared[SHARED] ??= new PageSound(assets, table);
  shared[SHARED].assets = assets;
  return shared[SHARED];
}

class PageSound implements Sound, Player {
  readonly state = signal<SoundState>("silent");
  readonly message = signal<string | null>(null);
  /** For tests that listen in. */
  device: Device | null = null;
  private context: AudioContext | null = null;
  private opening: Promise<Device> | null = null;
  private readonly loaded = new Set<string>();
  /** Files that are on their way while the device is still being opened. */
  private readonly early = new Map<string, Promise<ArrayBuffer>>();
  private current: PageTransport | null = null;
  private takes = 0;
  private idle: ReturnType<typeof setTimeout> | undefined;

  constructor(
    public assets: Assets,
    private readonly table: SoundTable,
  ) {}

  async prepare(pitches: Pitches): Promise<void> {
    const { connection } = navigator as Navigator & { connection?: { saveData?: boolean } };
    if (connection?.saveData) return;
    try {
      await this.fetchAll([...pitches.keys()]);
      for (const [name, needed] of pitches) await this.device?.decodeAhead(name, [...needed]);
    } catch (problem) {
      // Nobody has asked for sound yet: the press tries again and then says what is wrong.
      if (!(problem instanceof SoundError)) throw problem;
    }
  }

  transport(): Transport {
    return new PageTransport(this);
  }

  planOf(performance: Performance): Plan | null {
    try {
      return planOf(performance, this.table);
    } catch (problem) {
      this.fail(problem);
      return null;
    }
  }

  begin(transport: PageTransport): number {
    if (this.current !== transport) this.current?.pause();
    this.current = transport;
    clearTimeout(this.idle);
    return ++this.takes;
  }

  async ready(instruments: readonly string[]): Promise<boolean> {
    try {
      unmuteSilentSwitch();
      const running = this.running();
      if (!this.device || instruments.some((name) => !this.has(name))) {
        this.state.value = "loading";
        await Promise.all([running, this.fetchAll(instruments)]);
      }
      await running;
      this.state.value = "ready";
      this.message.value = null;
      return true;
    } catch (problem) {
      this.fail(problem);
      return false;
    }
  }

  has(instrument: string): boolean {
    return this.loaded.has(instrument);
  }

  ended(transport: PageTransport): void {
    if (this.current !== transport) return;
    this.current = null;
    restoreSilentSwitch();
    this.idle = setTimeout(() => void this.context?.suspend(), IDLE_MS);
  }

  say(message: ToWorklet): void {
    this.device?.say(message);
  }

  nowSec(): number {
    return this.context?.currentTime ?? 0;
  }

  heardSec(): number {
    return this.device?.heardSec() ?? 0;
  }

  /** Start the context inside the press that asks for it. */
  private running(): Promise<void> {
    const context = this.contextNow();
    if (context.state === "running") return Promise.resolve();
    return Device.resume(context);
  }

  private contextNow(): AudioContext {
    if (this.context && this.context.state !== "closed") return this.context;
    this.forget();
    const context = new AudioContext({ latencyHint: "interactive" });
    context.onstatechange = () => {
      if (this.current?.playing.value && this.context === context && context.state !== "running")
        this.interrupted();
    };
    this.context = context;
    return context;
  }

  private async fetchAll(instruments: readonly string[]): Promise<void> {
    const files = instruments.map((name) => [name, instrumentOf(this.table, name).file] as const);
    const opening = this.open();
    if (!this.device) for (const [, file] of files) this.fetchEarly(`instruments/${file}`);
    const device = await opening;
    await Promise.all(
      files.map(async ([name, file]) => {
        await device.load(name, file);
        this.loaded.add(name);
      }),
    );
  }

  private fetchEarly(name: string): void {
    if (this.early.has(name)) return;
    const file = this.assets.fetch(name);
    this.early.set(name, file);
    // What failed is fetched again when the device asks for it, and then it is said.
    file.catch(() => this.early.delete(name));
  }

  private fetch(name: string): Promise<ArrayBuffer> {
    const file = this.early.get(name) ?? this.assets.fetch(name);
    this.early.delete(name);
    return file;
  }

  private open(): Promise<Device> {
    const context = this.contextNow();
    const assets = { fetch: (name: string) => this.fetch(name) };
    this.opening ??= Device.open(context, assets, (message) => this.hear(message)).then(
      (device) => {
        device.node.onprocessorerror = () => this.broken();
        this.device = device;
        return device;
      },
      (problem: unknown) => {
        this.opening = null;
        throw problem;
      },
    );
    return this.opening;
  }

  private hear(message: FromWorklet): void {
    if (message.kind === "anchor") this.current?.anchored(message);
    else if (message.kind === "failed") this.lose(message.error);
  }

  private interrupted(): void {
    const closed = this.context?.state === "closed";
    this.lose(INTERRUPTED);
    if (closed) this.forget();
  }

  private broken(): void {
    void this.context?.close();
    this.lose(BROKEN);
    this.forget();
  }

  private lose(sentence: string): void {
    this.current?.pause();
    this.fail(new SoundError(sentence));
  }

  /** The context is gone, and with it everything that was in it. */
  private forget(): void {
    this.context = this.device = this.opening = null;
    this.loaded.clear();
  }

  private fail(problem: unknown): void {
    this.message.value = problem instanceof SoundError ? problem.message : BROKEN;
    this.state.value = "failed";
  }
}
