import { describe, expect, it } from "vitest";
import { perform } from "../src/core/perform.ts";
import type { Interpretation, Score } from "../src/core/types.ts";
import { instruments, note, piece, row, shapes } from "./pieces.ts";

function play(score: Score, items: Partial<Interpretation> = {}, speed = 1) {
  return perform(score, { version: 1, ...items }, instruments, { shapes, speed });
}
const onsets = (score: Score, items?: Partial<Interpretation>, speed?: number) =>
  play(score, items, speed).performance.voices[0]!.notes.map((played) => played.onset_sec);

describe("as written", () => {
  it("lasts its beats times the beat period, at the reader's speed", () => {
    expect(onsets(piece({ end_beat: 4 }))).toEqual([0, 0.5, 1, 1.5]);
    expect(onsets(piece({ end_beat: 4 }), {}, 0.5)).toEqual([0, 1, 2, 3]);
    expect(play(piece()).performance).toMatchObject({ duration_sec: 4, clipped: false });
  });

  it("begins an upbeat at second 0", () => {
    expect(onsets(piece({ start_beat: -1, end_beat: 2 }))).toEqual([0, 0.5, 1]);
  });

  it("is at mezzo-forte without written level", () => {
    expect(play(piece()).performance.voices[0]!.notes.map(({ velocity }) => velocity)).toEqual(
      Array(8).fill(64),
    );
  });

  it("joins tied notes into one, and leaves a tie without a partner", () => {
    const tie = { tied: true };
    const notes = [
      note("a", 0, 1, tie),
      note("b", 0, 1, { pitch: 64, ...tie }),
      note("c", 1, 2, tie),
      note("d", 2, 3, { level_db: 5 }),
      note("e", 3, 4, tie),
    ];
    const played = play(piece({ notes })).performance.voices[0]!.notes;
    expect(played.map(({ ids, end_beat }) => [ids, end_beat])).toEqual([
      [["a", "c", "d"], 3],
      [["b"], 1],
      [["e"], 4],
    ]);
    expect(played[0]!.velocity).toBe(64);
  });

  it("lasts as long as a note that rings beyond the end", () => {
    expect(play(piece({ notes: [note("a", 7, 9)] })).performance.duration_sec).toBe(4.5);
  });

  it("is an empty performance of a score without notes", () => {
    const { performance } = play(piece({ notes: [] }));
    expect(performance.voices[0]).toMatchObject({ notes: [], gain: [[0, 0]] });
    expect(performance.duration_sec).toBe(4);
  });
});

describe("tempo", () => {
  it("goes back after a ritardando with an until_beat and stays after one without", () => {
    const place = { from_beat: 0, to_beat: 4, shape: "clear" };
    const { tempo } = play(piece(), { components: [{ kind: "ritardando", ...place, until_beat: 4 }] });
    expect([...tempo.values].slice(-2)).toEqual([1, 0.5]);
    // 2 beats from 0.5 to 0.6 and 2 from 0.6 to 1.0 make 1.1 + 1.6 s
    expect(onsets(piece(), { components: [{ kind: "ritardando", ...place, until_beat: 4 }] })[5]).toBeCloseTo(
      3.2,
      12,
    );
    expect(onsets(piece(), { components: [{ kind: "ritardando", ...place }] })[5]).toBeCloseTo(3.7, 12);
  });

  it("follows the hand between its handles alone", () => {
    const { tempo } = play(piece(), {
      hand_tempo: [
        [2, 2],
        [4, 1],
      ],
    });
    expect([...tempo.beats]).toEqual([0, 2, 2, 4]);
    expect([...tempo.values]).toEqual([0.5, 0.5, 1, 0.5]);
  });
});

describe("rubato", () => {
  const rubato = { kind: "rubato", from_beat: 0, to_beat: 8, shape: "clear", cycles: 2 };

  it("leans on the first half of each cycle and comes out even", () => {
    // F(x) = 1.2x − 0.2x²: at a quarter of the cycle 0.2875, at a half 0.55, at three quarters 0.7875
    const expected = [0, 1.15, 2.2, 3.15, 4, 5.15, 6.2, 7.15].map((beat) => beat / 2);
    for (const [i, sec] of onsets(piece(), { components: [rubato] }).entries())
      expect(sec).toBeCloseTo(expected[i]!, 12);
  });

  it("of one voice leaves the others and the clock in time", () => {
    const score = piece({ bass: row("b", 0, 8) });
    const { performance, clock } = play(score, { components: [{ ...rubato, voice: "bass" }] });
    expect(performance.voices[0]!.notes[1]!.onset_sec).toBe(0.5);
    expect(performance.voices[1]!.notes[1]!.onset_sec).toBeCloseTo(0.575, 12);
    expect(clock.seconds_at(1)).toBe(0.5);
  });
});

describe("a hold", () => {
  it("lengthens what ends there, lets sound what lasts across, and comes before what begins", () => {
    const bass = [note("b1", 0, 4), note("b2", 4, 8)];
    const score = piece({ bass });
    const { performance, clock } = play(score, { holds: [{ note: "m2", ratio: 3, breath_beats: 1 }] });
    // m2 ends at beat 2, at second 1; h = 2 · 1 · 0.5 = 1 s, g = 0.5 s
    const [melody, low] = performance.voices;
    expect(melody!.notes.slice(1, 3).map((played) => [played.onset_sec, played.release_sec])).toEqual([
      [0.5, 2],
      [2.5, 3],
    ]);
    expect([low!.notes[0]!.onset_sec, low!.notes[0]!.release_sec, low!.notes[1]!.onset_sec]).toEqual([
      0, 3.5, 3.5,
    ]);
    expect([0.9, 1, 1.7, 2.5, 2.6].map((sec) => clock.beat_at(sec))).toEqual([1.8, 2, 2, 2, 2.2]);
  });

  it("on the last note lengthens the performance", () => {
    const { performance, clock } = play(piece(), { holds: [{ note: "m8", ratio: 2 }] });
    expect(performance.duration_sec).toBe(4.5);
    expect([4.2, 9].map((sec) => clock.beat_at(sec))).toEqual([8, 8]);
  });

  it("counts once where several sit: the greatest hold and the greatest breath", () => {
    const holds = [
      { note: "m2", ratio: 3 },
      { note: "m2", ratio: 2, breath_beats: 1 },
    ];
    expect(onsets(piece(), { holds })[2]).toBe(2.5);
  });
});

describe("level", () => {
  it("arrives and stays after a crescendo, and goes back where it is told to", () => {
    const crescendo = { kind: "crescendo", from_beat: 0, to_beat: 4, shape: "clear" };
    const velocities = (until_beat: number | null) =>
      play(piece(), { components: [{ ...crescendo, until_beat }] }).performance.voices[0]!.notes.map(
        ({ velocity }) => velocity,
      );
    expect(velocities(null)).toEqual([64, 78, 92, 106, 120, 120, 120, 120]);
    expect(velocities(6)).toEqual([64, 78, 92, 106, 120, 120, 64, 64]);
  });

  it("of an accent is added to its note, by its amount", () => {
    const accents = [{ note: "m3", level_db: 4, amount: 0.5 }];
    const { notes } = play(piece(), { accents }).performance.voices[0]!;
    expect(notes.map(({ velocity }) => velocity)).toEqual([64, 64, 78, 64, 64, 64, 64, 64]);
  });

  it("beyond what can be played is clipped, and says so", () => {
    const forte = { kind: "forte", from_beat: 0, to_beat: 4, until_beat: 4, shape: "clear" };
    const { performance } = play(piece(), { components: [forte, forte] });
    expect(performance.clipped).toBe(true);
    // 10 dB is 2 dB more than the piano's velocities reach
    expect(performance.voices[0]!.gain[0]).toEqual([0, 2]);
    expect(performance.voices[0]!.gain.at(-1)).toEqual([4, 0]);
  });

  it("is not clipped by what no beat ever has", () => {
    const level = [
      [0, 0],
      [4, 0],
      [4, 30],
      [4, 0],
    ] as const;
    expect(play(piece({ level })).performance.clipped).toBe(false);
    expect(play(piece({ level: level.slice(0, 3) })).performance.clipped).toBe(true);
  });

  it("keeps its gain to the end of the score, or of a voice that ends later", () => {
    const ends = [note("a", 0, 2), note("a", 0, 9)].map(
      (only) => play(piece({ notes: [only] })).performance.voices[0]!.gain.at(-1)![0],
    );
    expect(ends).toEqual([4, 4.5]);
  });

  it("moves the gain of a sustaining instrument within a note, and stands still in a hold", () => {
    const notes = [note("long", 0, 8)];
    const bass = row("b", 0, 8);
    const score = piece({ notes, bass, instrument: "flute" });
    const crescendo = { kind: "crescendo", from_beat: 2, to_beat: 6, shape: "clear" };
    const { performance } = play(score, { components: [crescendo], holds: [{ note: "b4", ratio: 2 }] });
    expect(performance.voices[0]!.gain).toEqual([
      [0, 0],
      [1, 0],
      [2, 4],
      [2.5, 4],
      [3.5, 8],
      [4.5, 8],
    ]);
  });
});
