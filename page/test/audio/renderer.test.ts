import { BasicSoundBank } from "spessasynth_core";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { type Plan, planOf, SoundError } from "../../src/audio/plan.ts";
import { Renderer } from "../../src/audio/renderer.ts";
import type { Performance } from "../../src/core/types.ts";
import {
  bank,
  FLUTE,
  hear,
  peakOf,
  performanceOf,
  plan,
  RATE,
  renderer,
  rms_db,
  roughness,
  START,
  table,
} from "./helpers.ts";

// The real synth, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 });

beforeAll(async () => {
  await BasicSoundBank.isSF3DecoderReady;
});

const FLUTE_DB = new Map(FLUTE);

const frameAt = (sec: number) => Math.round(sec * RATE);

describe("onsets", () => {
  it("stand on the very sample, wherever they fall in a block", () => {
    const onsets = [0.1, 0.35017, 0.60089, 0.85123, 1.1];
    const one = (sec: number) => {
      const source = renderer("piano");
      source.play(plan([[60, sec, sec + 0.2]]), START, null);
      const at = frameAt(sec) + source.latency_frames;
      const all = hear(source, sec + 0.3);
      expect(peakOf(all.subarray(0, at))).toBe(0);
      return all.subarray(at, at + 4000);
    };
    const first = one(onsets[0]!);
    expect(peakOf(first.subarray(0, 64))).toBeGreaterThan(0);
    for (const sec of onsets.slice(1)) expect(one(sec)).toEqual(first);
  });

  it("are as sharp whatever begins just after them", () => {
    const attack = (voices: readonly Performance[]) => {
      const source = renderer("piano", "flute");
      const together = { ...voices[0]!, voices: voices.flatMap((one) => one.voices) };
      source.play(planOf(together, table), START, null);
      return hear(source, 0.01).subarray(0, source.latency_frames + 32);
    };
    const piano = performanceOf([[60, 0, 0.5]]);
    const flute = performanceOf([[72, 40 / RATE, 0.5]], "flute");
    expect(attack([piano, flute])).toEqual(attack([piano, performanceOf([], "flute")]));
  });

  it("are the same whatever the size of the pieces that are asked for", () => {
    const notes = plan([
      [60, 0.1, 0.5],
      [64, 0.2503, 0.5],
      [67, 0.2507, 0.6],
    ]);
    const pull = (size: number) => {
      const source = renderer("piano");
      source.play(notes, START, null);
      const out = new Float32Array(RATE);
      for (let at = 0; at < RATE; at += size)
        source.render(out, new Float32Array(RATE), at, Math.min(size, RATE - at));
      return out;
    };
    expect(pull(441)).toEqual(pull(128));
  });
});

describe("a change of plan while it plays", () => {
  it("neither cuts nor repeats what sounds, and moves what comes", () => {
    const source = renderer("flute");
    const before = plan(
      [
        [72, 0, 1],
        [76, 1, 2],
      ],
      "flute",
    );
    const after = plan(
      [
        [72, 0, 1],
        [76, 0.8, 2],
      ],
      "flute",
    );
    source.play(before, START, null);
    hear(source, 0.5);
    source.swap(after, { frame: frameAt(0.5), sec: 0.5 }, null);
    const heard = hear(source, 0.5);
    const same = renderer("flute");
    same.play(after, START, null);
    hear(same, 0.5);
    expect(heard).toEqual(hear(same, 0.5));
  });

  it("is heard in a note that sustains, and the next note begins at its own level", () => {
    const [soft, loud] = [60, 100].map((velocity) =>
      plan(
        [
          [72, 0, 2, velocity],
          [74, 2, 4, velocity],
        ],
        "flute",
      ),
    ) as [Plan, Plan];
    const levels = (swapped: boolean) => {
      const source = renderer("flute");
      source.play(soft, START, null);
      hear(source, 0.8);
      // Twice, as a curve that is dragged: what was struck counts, not what was asked for last.
      if (swapped)
        for (const next of [
          plan(
            [
              [72, 0, 2, 80],
              [74, 2, 4, 80],
            ],
            "flute",
          ),
          loud,
        ])
          source.swap(next, { frame: frameAt(0.8), sec: 0.8 }, null);
      hear(source, 0.1);
      const held = rms_db(hear(source, 0.6));
      hear(source, 0.9);
      return [held, rms_db(hear(source, 0.6))] as const;
    };
    const [before, after] = [levels(false), levels(true)];
    const rise_db = FLUTE_DB.get(100)! - FLUTE_DB.get(60)!;
    expect(after[0] - before[0]).toBeCloseTo(rise_db, 0);
    expect(after[1] - before[1]).toBeCloseTo(rise_db, 0);
  });

  it("leaves alone what was struck on an instrument that only fades", () => {
    const heard = (swapped: boolean) => {
      const source = renderer("piano");
      source.play(plan([[60, 0, 2, 60]]), START, null);
      hear(source, 0.5);
      if (swapped) source.swap(plan([[60, 0, 2, 110]]), { frame: frameAt(0.5), sec: 0.5 }, null);
      return hear(source, 0.5);
    };
    expect(heard(true)).toEqual(heard(false));
  });

  it("passes from gain to gain without a click", () => {
    const source = renderer("flute");
    source.play(plan([[72, 0, 2]], "flute"), START, null);
    hear(source, 0.6);
    const calm = roughness(hear(source, 0.1));
    const loud = plan([[72, 0, 2]], "flute", [[0, 6]]);
    source.swap(loud, { frame: frameAt(0.7), sec: 0.7 }, null);
    expect(roughness(hear(source, 0.1))).toBeLessThan(3 * calm);
  });
});

describe("gain", () => {
  it("rises by the decibels that the curve states", () => {
    const level = (gain: readonly (readonly [number, number])[]) => {
      const source = renderer("flute");
      source.play(plan([[72, 0, 3]], "flute", gain), START, null);
      hear(source, 1);
      const early = rms_db(hear(source, 0.2));
      hear(source, 1.4);
      return [early, rms_db(hear(source, 0.2))] as const;
    };
    const flat = level([[0, 0]]);
    const swelling = level([
      [0, 0],
      [1, 0],
      [2.6, 12],
    ]);
    expect(swelling[1] - flat[1]).toBeCloseTo(12, 1);
    expect(swelling[0] - flat[0]).toBeGreaterThan(0);
    expect(swelling[0] - flat[0]).toBeLessThan(1.6);
  });

  it("reaches 30 dB either way", () => {
    const level = (gain_db: number) => {
      const source = renderer("flute");
      source.play(plan([[72, 0, 1, 30]], "flute", [[0, gain_db]]), START, null);
      hear(source, 0.3);
      return rms_db(hear(source, 0.5));
    };
    expect(level(10) - level(-20)).toBeCloseTo(30, 2);
  });
});

describe("stop", () => {
  it("is silent after 20 ms and does not click", () => {
    const source = renderer("flute");
    source.play(plan([[60, 0, 3, 110]], "flute"), START, null);
    hear(source, 1);
    const before = roughness(hear(source, 0.2));
    const anchor = source.stop();
    expect(anchor.sec).toBeCloseTo(1.2, 2);
    const fading = hear(source, 0.02);
    expect(roughness(fading)).toBeLessThan(1.5 * before);
    expect(peakOf(hear(source, 0.5))).toBe(0);
  });
});

describe("loop", () => {
  it("goes round on the sample", () => {
    const source = renderer("piano");
    const pass = { from: { sec: 0, beat: 0 }, to: { sec: 0.5, beat: 0.5 } };
    const anchors: number[] = [];
    source.onAnchor = ({ frame }) => anchors.push(frame);
    source.play(
      plan([
        [60, 0.25, 0.4],
        [72, 0.5, 1],
      ]),
      START,
      pass,
    );
    hear(source, 1.6);
    expect(anchors).toEqual([0, 1, 2, 3].map((n) => frameAt(0.5 * n)));
  });
});

describe("the limiter", () => {
  const chord = (velocity: number, gain_db: number) =>
    plan(
      [36, 43, 48, 55, 60, 64, 67, 72].map((p) => [p, 0, 1, velocity] as const),
      "piano",
      [[0, gain_db]],
    );

  it("is not touched by music at its usual level", () => {
    const source = renderer("piano");
    source.play(chord(70, 0), START, null);
    hear(source, 1);
    expect(source.limited).toBe(false);
  });

  it("guards the ceiling when far too much comes", () => {
    const source = renderer("piano");
    source.play(chord(120, 30), START, null);
    const left = new Float32Array(RATE);
    source.render(left, new Float32Array(RATE), 0, RATE);
    expect(source.limited).toBe(true);
    expect(peakOf(left)).toBeLessThanOrEqual(10 ** (-1 / 20) + 1e-6);
  });
});

describe("instruments", () => {
  it("are refused in one sentence when their file is cut short or is something else", () => {
    const source = renderer();
    const flute = bank("flute");
    for (const data of [
      flute.slice(0, 50_000),
      flute.slice(0, -100),
      new ArrayBuffer(0),
      new TextEncoder().encode("<html>".repeat(20)).buffer as ArrayBuffer,
    ])
      expect(() => source.addBank("flute", data)).toThrow(
        /^The sound file of the flute is incomplete or damaged; .*\.$/,
      );
  });

  it("are read without putting dates into words, which delays the first sound", () => {
    const inWords = vi.spyOn(Date.prototype, "toLocaleString");
    new Renderer(RATE).addBank("piano", bank("piano").slice(0));
    expect(inWords).not.toHaveBeenCalled();
    inWords.mockRestore();
    expect(new Date(0).toLocaleString()).toContain("1970");
  });

  it("are decoded ahead for what is to sound, soft or loud, and for nothing else", () => {
    const source = renderer("piano");
    while (source.decodeAhead("piano", [60]));
    source.play(plan([1, 64, 127].map((velocity, i) => [60, i, i + 1, velocity])), START, null);
    expect(source.decodeSome()).toBe(false);
    expect(source.decodeAhead("piano", [36])).toBe(true);
  });

  it("must be there before a plan asks for them", () => {
    expect(() => renderer().play(plan([[60, 0, 1]]), START, null)).toThrow(SoundError);
  });

  it("sound each in its own voice: drums are drums on any channel", () => {
    const source = renderer("piano", "drums");
    source.play(plan([[36, 0, 0.2]], "drums"), START, null);
    const drum = hear(source, 0.3);
    const piano = renderer("piano", "drums");
    piano.play(plan([[36, 0, 0.2]], "piano"), START, null);
    expect(rms_db(drum)).toBeGreaterThan(-80);
    expect(hear(piano, 0.3)).not.toEqual(drum);
  });
});
