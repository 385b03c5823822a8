// Conducting a music that sounds: a bundle of its own, fetched when it is first used.
import { type Conducting, clockOf, countLeft, type Rules, ready, type Tap, tapped } from "../core/conduct.ts";
import { keep, levelsOf, musicTaps, withoutTempo } from "../core/conducted.ts";
import { valueAt } from "../core/curve.ts";
import { partsOf } from "../core/parts.ts";
import { perform } from "../core/perform.ts";
import { shapes } from "../core/tables.ts";
import type { Clock, Interpretation, Performance, Performed } from "../core/types.ts";
import type { Desk } from "../widgets/desk.ts";
import { instruments } from "../widgets/tables.ts";

export interface Status {
  readonly phase: "counting" | "following" | "waiting" | "kept" | "nothing";
  /** Taps that are still to come before the music begins. */
  readonly left: number;
  readonly beats_per_minute: number;
}

export interface Session {
  /** The beat, at a moment of the page's clock; how hard, from 0 to 1, where that is known. */
  tap(time_ms: number, strength: number | null): void;
  /** Stop, and keep what was tapped. */
  done(): void;
  /** Stop, and keep nothing. */
  leave(): void;
}

/** The performance with every beat at the second that a clock says, from a beat on. */
export function retimed(base: Performed, clock: Clock, from_beat: number): Performance {
  const sec = (base_sec: number): number => clock.seconds_at(base.clock.beat_at(base_sec));
  const voices = base.performance.voices.map((voice) => ({
    ...voice,
    notes: voice.notes
      .filter((note) => note.onset_beat >= from_beat)
      .map((note) => ({
        ...note,
        onset_sec: clock.seconds_at(note.onset_beat),
        release_sec: clock.seconds_at(note.end_beat),
      })),
    gain: voice.gain.map(([base_sec, level_db]) => [sec(base_sec), level_db] as const),
  }));
  const ends = voices.flatMap(({ notes }) => notes.map(({ release_sec }) => release_sec));
  return { ...base.performance, voices, duration_sec: ends.reduce((a, b) => Math.max(a, b), 0) };
}

function lastOnset(performance: Performance): number {
  return performance.voices.reduce(
    (last, { notes }) => Math.max(last, notes.at(-1)?.onset_beat ?? last),
    -Infinity,
  );
}

export interface Hooks {
  show(status: Status): void;
  /** What was tapped, as an interpretation. */
  keep(interpretation: Interpretation): void;
}

/** The place to begin: where the music stands, or its start where nothing is left to conduct. */
function beginning({ store, player }: Desk, last_onset_beat: number): number {
  const { start_beat, bars } = store.piece.score;
  const beat = player.beat.peek();
  const left = beat < last_onset_beat && beat > (bars[0]?.end_beat ?? start_beat) - 1;
  return left ? Math.floor(beat) : start_beat;
}

/** The music without any tempo but the hand's, as loud as the taps have been. */
function performedFor({ store }: Desk, taps: readonly Tap[]): Performed {
  const { score } = store.piece;
  const { start_beat, end_beat } = score;
  const plain = withoutTempo(store.interpretation.peek(), shapes, [start_beat, end_beat], score);
  const levels = levelsOf(taps).filter(([beat]) => beat >= start_beat && beat < end_beat);
  const [, level_db] = levels.at(-1) ?? [end_beat, 0];
  const hand_level =
    levels.length > 0 ? [...levels, [end_beat, level_db] as const] : (plain.hand_level ?? []);
  return perform(store.orchestrated.peek(), { ...plain, hand_level }, instruments, { shapes });
}

/** What is made ready at the first tap, where the music stands then. */
interface Begun {
  readonly start_ms: number;
  readonly from_beat: number;
  conducting: Conducting;
  base: Performed;
  /** Taps whose strength the music has taken up. */
  levels: number;
}

/** One time through the music under the reader's hand. */
class Conductor implements Session {
  private begun: Begun | null = null;
  private over = false;
  private readonly endings: readonly (() => void)[];

  constructor(
    private readonly desk: Desk,
    private readonly rules: Rules,
    private readonly hooks: Hooks,
  ) {
    const { player } = desk;
    let sounded = false;
    // A bundle of its own has no part in the page's effects: it is told by the signals themselves.
    this.endings = [
      player.playing.subscribe((playing) => {
        if (this.begun !== null && sounded && !playing) this.finish(true, true);
        sounded = playing;
      }),
      player.beat.subscribe(() => this.tell()),
    ];
  }

  tap(time_ms: number, strength: number | null): void {
    if (this.over) return;
    const first = this.begun === null;
    this.begun ??= this.begin(time_ms);
    const sec = (time_ms - this.begun.start_ms) / 1000;
    const { conducting } = this.begun;
    this.begun.conducting = tapped(conducting, sec, strength, first ? undefined : this.heardAt(time_ms));
    this.sound(this.begun);
    if (first) this.desk.player.begin(this.begun.conducting.course.beat);
    this.tell();
  }

  private begin(start_ms: number): Begun {
    const { store, player } = this.desk;
    player.pause();
    store.loop.value = null;
    const base = performedFor(this.desk, []);
    const last_onset_beat = lastOnset(base.performance);
    const from_beat = beginning(this.desk, last_onset_beat);
    const period = valueAt(partsOf(store.piece.score).tempo, from_beat) / store.speed.peek();
    const conducting = ready(from_beat, last_onset_beat, period, this.rules);
    return { start_ms, from_beat, conducting, base, levels: 0 };
  }

  done(): void {
    this.finish(true, false);
  }

  leave(): void {
    this.finish(false, false);
  }

  /** What was heard when the tap was made: it is dealt with a little later. */
  private heardAt(time_ms: number): number {
    const { course } = this.begun!.conducting;
    const heard = this.desk.player.heardBeat();
    const late_sec = Math.max(0, performance.now() - time_ms) / 1000;
    return heard >= course.wait_beat ? heard : heard - late_sec / course.beat_period;
  }

  /** Let the music go on as the last tap has it. */
  private sound(begun: Begun): void {
    const taps = musicTaps(begun.conducting);
    const count = levelsOf(taps).length;
    if (count !== begun.levels) begun.base = performedFor(this.desk, taps);
    begun.levels = count;
    const { course } = begun.conducting;
    const performance = retimed(begun.base, clockOf(course, Infinity), begun.from_beat);
    this.desk.player.live({ performance, clock: clockOf(course, performance.duration_sec) });
  }

  private tell(): void {
    if (this.over) return;
    const { begun, rules } = this;
    if (begun === null) {
      this.hooks.show({ phase: "counting", left: rules.count_in, beats_per_minute: 0 });
      return;
    }
    const { course } = begun.conducting;
    const left = countLeft(begun.conducting);
    const waits = this.desk.player.heardBeat() >= course.wait_beat;
    const phase = left > 0 ? "counting" : waits ? "waiting" : "following";
    this.hooks.show({ phase, left, beats_per_minute: Math.round(60 / course.beat_period) });
  }

  private finish(keeping: boolean, ended: boolean): void {
    if (this.over) return;
    this.over = true;
    for (const end of this.endings) end();
    const made = this.begun === null ? null : this.rest(this.begun, keeping, ended);
    if (made !== null) this.hooks.keep(made);
    this.hooks.show({ phase: made === null ? "nothing" : "kept", left: 0, beats_per_minute: 0 });
  }

  /** Let the music stand where it began, as it was before; answers what was made of it. */
  private rest({ conducting, from_beat }: Begun, keeping: boolean, ended: boolean): Interpretation | null {
    const { store, player } = this.desk;
    player.pause();
    player.live(null);
    player.seek(from_beat);
    const context = { score: store.piece.score, shapes, speed: store.speed.peek(), ended };
    return keeping ? keep(store.interpretation.peek(), conducting, context) : null;
  }
}

export function conduct(desk: Desk, rules: Rules, hooks: Hooks): Session {
  return new Conductor(desk, rules, hooks);
}

const NOTE_ON = 0x90;

/** Let every key of every MIDI keyboard be a tap; answers how to stop. */
export async function listenToMidi(
  tap: (time_ms: number, strength: number) => void,
): Promise<{ readonly names: readonly string[]; stop(): void }> {
  const access = await navigator.requestMIDIAccess();
  const inputs = [...access.inputs.values()];
  const struck = ({ data, timeStamp }: MIDIMessageEvent): void => {
    if (data && (data[0]! & 0xf0) === NOTE_ON && data[2]! > 0) tap(timeStamp, data[2]! / 127);
  };
  for (const input of inputs) input.addEventListener("midimessage", struck);
  return {
    names: inputs.map(({ name }) => name ?? "a keyboard"),
    stop: () => {
      for (const input of inputs) input.removeEventListener("midimessage", struck);
    },
  };
}
