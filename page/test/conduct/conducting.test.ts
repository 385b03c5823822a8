import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { planOf } from "../../src/audio/plan.ts";
import { Sequence } from "../../src/audio/sequence.ts";
import { samePlace } from "../../src/audio/timeline.ts";
import { conduct, retimed, type Status } from "../../src/conduct/conducting.ts";
import { beatAt, clockOf, ready, tapped } from "../../src/core/conduct.ts";
import { valueAt } from "../../src/core/curve.ts";
import { perform } from "../../src/core/perform.ts";
import { shapes } from "../../src/core/tables.ts";
import type { Interpretation } from "../../src/core/types.ts";
import { createDesk } from "../../src/widgets/desk.ts";
import { StaticModel } from "../../src/widgets/model.ts";
import { createPlayer } from "../../src/widgets/player.ts";
import { createStore } from "../../src/widgets/store.ts";
import { instruments, soundTable } from "../../src/widgets/tables.ts";
import { FakeSound, frames, score, traits } from "../widgets/fakes.ts";

/** Later than now, so that no tap counts as dealt with late. */
const FUTURE_MS = 1e9;
const RULES = { count_in: 2, go_on_beats: 1 };

function session(interpretation: Interpretation | null = null, rules = RULES) {
  const { frame, draw } = frames();
  const store = createStore(new StaticModel({ ...traits, interpretation }), frame);
  const sound = new FakeSound();
  const desk = createDesk(store, createPlayer(store, sound, frame), null, sound.assets);
  const shown: Status[] = [];
  const kept: Interpretation[] = [];
  const hooks = {
    show: (status: Status) => shown.push(status),
    keep: (made: Interpretation) => kept.push(made),
  };
  const conducting = conduct(desk, rules, hooks);
  const transport = sound.made;
  let begun_sec: number | null = null;
  const tap = (sec: number, strength: number | null = null): void => {
    begun_sec ??= sec;
    // The fake sound runs by the clock that it was given.
    if (transport.playing.peek()) transport.beat = transport.loaded!.clock.beat_at(sec - begun_sec);
    conducting.tap(FUTURE_MS + sec * 1000, strength);
  };
  return { store, desk, draw, transport, conducting, shown, kept, tap };
}

describe("conducting", () => {
  it("counts in, lets the music follow, and keeps the tempo that was tapped", () => {
    const { transport, conducting, shown, kept, tap } = session();
    expect(shown.at(-1)).toMatchObject({ phase: "counting", left: 2 });
    for (let i = 0; i < 14; i += 1) tap(i * 0.8);
    expect(transport.playing.value).toBe(true);
    expect(transport.beat).toBeCloseTo(10, 6);
    expect(shown.at(-1)).toMatchObject({ left: 0, beats_per_minute: 75 });
    conducting.done();
    expect([transport.playing.value, shown.at(-1)!.phase]).toEqual([false, "kept"]);
    const { tempo } = perform(score, kept[0]!, instruments, { shapes });
    expect(valueAt(tempo, 0)).toBeCloseTo(0.8, 9);
  });

  it("lasts to the end of the music, and no longer", () => {
    const { transport, shown, kept, tap } = session();
    for (let i = 0; i < 14; i += 1) tap(i * 0.8);
    transport.stop();
    expect(shown.at(-1)!.phase).toBe("kept");
    expect(kept[0]!.hand_tempo!.at(-1)![0]).toBe(score.end_beat);
    tap(99);
    expect([kept.length, transport.playing.value]).toEqual([1, false]);
  });

  it("begins where the music stands", () => {
    const { desk, transport, tap } = session();
    desk.player.seek(6);
    tap(0);
    expect(transport.beat).toBe(4);
    expect(transport.loaded!.performance.voices[0]!.notes[0]!.onset_beat).toBe(6);
  });

  it("plays softer and louder as the taps are", () => {
    const { transport, conducting, kept, tap } = session();
    for (const [i, strength] of [0.5, 0.5, 0.5, 0, 1].entries()) tap(i * 0.8, strength);
    const velocities = transport.loaded!.performance.voices[0]!.notes.map(({ velocity }) => velocity);
    expect(velocities[2]).toBeGreaterThan(velocities[0]!);
    expect(velocities[0]).toBeGreaterThan(velocities[1]!);
    conducting.done();
    expect(kept[0]!.hand_level).toEqual([
      [-1, 0],
      [0, -10],
      [1, 10],
    ]);
  });

  it("keeps nothing when it is left, or when too little was tapped", () => {
    const left = session();
    for (let i = 0; i < 6; i += 1) left.tap(i * 0.8);
    left.conducting.leave();
    const little = session();
    little.tap(0);
    little.conducting.done();
    for (const { kept, shown, transport, store } of [left, little]) {
      expect([kept, shown.at(-1)!.phase, transport.playing.value]).toEqual([[], "nothing", false]);
      expect(transport.loaded!.performance).toBe(store.current.value.performance);
    }
  });

  it("says when the music waits", () => {
    const { shown, tap, draw, transport } = session(null, { ...RULES, go_on_beats: 0 });
    for (let i = 0; i < 4; i += 1) tap(i * 0.8);
    draw();
    expect(shown.at(-1)!.phase).toBe("following");
    transport.beat = transport.loaded!.clock.beat_at(60);
    draw();
    expect([transport.beat, shown.at(-1)!.phase]).toEqual([1, "waiting"]);
  });
});

const RATE = 1000;
const base = perform(score, { version: 1 }, instruments, { shapes });
const NOTES = score.voices.flatMap(({ notes }) => notes);

describe("the sound under the taps", () => {
  it("loses no note, strikes none twice, and cuts none before its end", () => {
    const taps = fc.array(fc.double({ min: 0.2, max: 3, noNaN: true }), { minLength: 20, maxLength: 40 });
    fc.assert(
      fc.property(taps, fc.constantFrom(0, 1, 2), (intervals, go_on_beats) => {
        let conducting = tapped(ready(-1, 11, 1, { count_in: 2, go_on_beats }), 0);
        const clockNow = () => clockOf(conducting.course, 1e6);
        const plan = () => planOf(retimed(base, clockNow(), -1), soundTable);
        const sequence = new Sequence(RATE);
        sequence.start(plan(), { beat: -3, sec: 0 }, null, 0);
        const begun: number[] = [];
        let ended = 0;
        let early = 0;
        let frame = 0;
        const endOf = new Map(NOTES.map((note) => [note.pitch, note.end_beat]));
        const sink = {
          on: (_: number, pitch: number) => void begun.push(pitch),
          off: (_: number, pitch: number) => {
            ended += 1;
            // A frame is a hundredth of the shortest beat here.
            if (beatAt(conducting.course, frame / RATE) < endOf.get(pitch)! - 0.02) early += 1;
          },
          wrapped: () => {},
          yielded: () => {},
          crossed: () => {},
        };
        const runTo = (last: number): void => {
          for (frame = sequence.nextFrame(); frame <= last && sequence.playing; frame = sequence.nextFrame())
            sequence.run(frame, sink);
        };
        let sec = 0;
        for (const interval of intervals) {
          sec += interval;
          const at = Math.round(sec * RATE);
          runTo(at);
          if (!sequence.playing) break;
          const before = clockNow();
          const place = sequence.secAt(at);
          conducting = tapped(conducting, sec, null, before.beat_at(place));
          if (conducting.taps.length === 1) return; // the count-in has begun anew, as a new start of the sound
          sequence.swap(plan(), { frame: at, sec: samePlace(place, before, clockNow()) }, null);
        }
        if (sequence.playing && conducting.course.wait_beat === Infinity) runTo(Number.MAX_SAFE_INTEGER);
        const melody = begun.filter((pitch) => pitch >= 60);
        expect(melody).toEqual(melody.map((_, i) => 60 + i));
        expect(early).toBe(0);
        if (!sequence.playing) expect([begun.length, ended]).toEqual([NOTES.length, NOTES.length]);
      }),
      { seed: 8 },
    );
  });
});
