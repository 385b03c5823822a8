import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { soundOf } from "../../src/audio/engine.ts";
import type { FromWorklet, ToWorklet } from "../../src/audio/messages.ts";
import type { Assets, Sound } from "../../src/audio/types.ts";
import { performanceOf, steady, table } from "./helpers.ts";

/** What the browser does, as far as the sound of a page asks of it. */
class FakeContext {
  static opened: FakeContext[] = [];
  static allowed = true;
  static secure = true;
  state = "suspended";
  currentTime = 0;
  onstatechange: (() => void) | null = null;
  readonly destination = {};
  readonly audioWorklet = FakeContext.secure ? { addModule: async () => undefined } : undefined;
  constructor() {
    FakeContext.opened.push(this);
  }
  resume(): Promise<void> {
    if (!FakeContext.allowed) return new Promise(() => undefined);
    return this.become("running");
  }
  suspend(): Promise<void> {
    return this.become("suspended");
  }
  async become(state: string): Promise<void> {
    this.state = state;
    this.onstatechange?.();
  }
}

/** A worklet that answers as the real one does, without sound. */
class FakeNode {
  static damaged = new Set<string>();
  static said: ToWorklet[] = [];
  onprocessorerror: (() => void) | null = null;
  readonly port = {
    onmessage: null as ((event: { data: FromWorklet }) => void) | null,
    postMessage: (message: ToWorklet) => this.answer(message),
  };
  connect(): void {}
  private answer(message: ToWorklet): void {
    FakeNode.said.push(message);
    const say = (data: FromWorklet) => queueMicrotask(() => this.port.onmessage?.({ data }));
    if (message.kind === "bank") {
      const error = FakeNode.damaged.has(message.name) ? "The file is damaged." : null;
      say({ kind: "answer", request: message.request, error, more: false });
    } else if (message.kind === "decode")
      say({ kind: "answer", request: message.request, error: null, more: false });
    else if (message.kind === "play")
      say({
        kind: "anchor",
        context_sec: 0,
        sec: message.from.sec,
        playing: true,
        take: message.take,
        music: 0,
      });
  }
}

const broken = new Set<string>();
const fetched: string[] = [];
const assets: Assets = {
  async fetch(name) {
    fetched.push(name);
    if (broken.has(name)) throw new Error("404");
    return new ArrayBuffer(8);
  },
};

let sound: Sound;

beforeEach(() => {
  Reflect.deleteProperty(globalThis, Symbol.for("musicking.sound"));
  Object.assign(FakeContext, { opened: [], allowed: true, secure: true });
  FakeNode.damaged.clear();
  FakeNode.said.length = fetched.length = 0;
  broken.clear();
  vi.stubGlobal("AudioContext", FakeContext);
  vi.stubGlobal("AudioWorkletNode", FakeNode);
  vi.stubGlobal("navigator", { userAgent: "", maxTouchPoints: 0 });
  sound = soundOf(assets, table);
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function transport() {
  const made = sound.transport();
  made.load(performanceOf([[60, 0, 1]]), steady(1, 1));
  return made;
}

/** Press Play and say what the reader then sees. */
async function press(made = transport()) {
  await made.play();
  return { playing: made.playing.value, message: sound.message.value, state: sound.state.value };
}

const failure = (message: string | RegExp) => ({
  playing: false,
  state: "failed",
  message: expect.stringMatching(message),
});
const success = { playing: true, state: "ready", message: null };

describe("the sound of a page", () => {
  it("is one, however many ask for it, with one context", async () => {
    expect(soundOf(assets, table)).toBe(sound);
    const [one, other] = [transport(), transport()];
    expect(await press(one)).toEqual(success);
    expect(await press(other)).toEqual(success);
    expect(one.playing.value).toBe(false);
    expect(FakeContext.opened.length).toBe(1);
  });

  it("is made ready ahead of the press, so that the press fetches nothing", async () => {
    await sound.prepare(new Map([["piano", new Set([60])]]));
    expect(fetched).toEqual(["page/worklet.js", "instruments/piano.sf2"]);
    expect(FakeContext.opened[0]?.state).toBe("suspended");
    expect(await press()).toEqual(success);
    expect(fetched.length).toBe(2);
  });

  it("fetches nothing ahead under Save-Data", async () => {
    vi.stubGlobal("navigator", { userAgent: "", maxTouchPoints: 0, connection: { saveData: true } });
    await sound.prepare(new Map([["piano", new Set([60])]]));
    expect([fetched, FakeContext.opened]).toEqual([[], []]);
    expect(await press()).toEqual(success);
  });

  it("says nothing about what fails ahead of the press", async () => {
    broken.add("instruments/piano.sf2");
    await sound.prepare(new Map([["piano", new Set([60])]]));
    expect(sound.message.value).toBeNull();
  });

  it("lets the device go when it has long been silent, and takes it again", async () => {
    vi.useFakeTimers();
    const made = transport();
    await press(made);
    made.pause();
    vi.advanceTimersByTime(61_000);
    expect(FakeContext.opened[0]?.state).toBe("suspended");
    expect(sound.message.value).toBeNull();
    expect(await press(made)).toEqual(success);
  });
});

describe("what goes wrong is one sentence, and the next press tries again", () => {
  it("an instrument that cannot be fetched", async () => {
    broken.add("instruments/piano.sf2");
    const made = transport();
    expect(await press(made)).toEqual(failure(/^The sound file of the piano could not be fetched; .*\.$/));
    broken.clear();
    expect(await press(made)).toEqual(success);
  });

  it("an instrument that is damaged", async () => {
    FakeNode.damaged.add("piano");
    const made = transport();
    expect(await press(made)).toEqual(failure("The file is damaged."));
    FakeNode.damaged.clear();
    expect(await press(made)).toEqual(success);
  });

  it("the player's own code that cannot be fetched", async () => {
    broken.add("page/worklet.js");
    const made = transport();
    expect(await press(made)).toEqual(failure(/^The player's own code could not be loaded, .*\.$/));
    broken.clear();
    expect(await press(made)).toEqual(success);
  });

  it("an address without worklets", async () => {
    FakeContext.secure = false;
    expect(await press()).toEqual(failure(/https.*http:\/\/localhost/));
  });

  it("a browser that keeps sound blocked", async () => {
    vi.useFakeTimers();
    FakeContext.allowed = false;
    const made = transport();
    const pressed = press(made);
    await vi.advanceTimersByTimeAsync(3100);
    expect(await pressed).toEqual(failure(/^The browser is keeping sound blocked; .*\.$/));
    FakeContext.allowed = true;
    expect(await press(made)).toEqual(success);
  });

  it.each(["interrupted", "suspended", "closed"])(
    "a context that becomes %s under the music",
    async (state) => {
      const made = transport();
      await press(made);
      await FakeContext.opened[0]?.become(state);
      expect(made.playing.value).toBe(false);
      expect(sound.message.value).toMatch(/^The sound was interrupted by the device; .*\.$/);
      expect(await press(made)).toEqual(success);
      expect(FakeContext.opened.length).toBe(state === "closed" ? 2 : 1);
    },
  );

  it("an instrument that nobody knows", () => {
    sound.transport().load(performanceOf([[60, 0, 1]], "kazoo"), steady(1, 1));
    expect(sound.message.value).toBe(
      'There is no instrument named "kazoo"; choose one of piano, flute, drums.',
    );
  });
});
