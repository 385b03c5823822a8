// What the book must know of an instrument that ships: how loud each velocity is, and how loud it is beside the others.
import { integratedLufs, loudnessDb, rmsDb, truePeakDb } from "./level.mjs";
import { keysOf } from "./recipe.mjs";
import { assignChannel, openSynth, render, renderNote } from "./render.mjs";

/** The velocity that sounds mezzo-forte: the performance's 0 dB. */
export const MEZZO_FORTE = 60;
const VELOCITIES = Array.from({ length: 21 }, (_, i) => 20 + 5 * i);
const KEY_STEP = 4;
const KEY_RANGE = [36, 96];

/** Of a struck note the first seconds count, of a sustained one its steady part. */
const WINDOW = { struck: [0, 0.8], sustained: [0.3, 1.1] };
/** Loudness as a listener meets it: 0.4 s, the momentary window of BS.1770. */
const LOUDNESS_SEC = 0.4;

/** The keys at which an instrument is measured: all drums, else every fourth key between C2 and C7. */
export function measuredKeys(recipe) {
  const keys = keysOf(recipe);
  if (recipe.percussion) return keys;
  const [low, high] = KEY_RANGE;
  const within = keys.filter((key) => key >= low && key <= high);
  return within.filter((_, i) => i % KEY_STEP === 0);
}

/** Of one instrument: loudness at mezzo-forte, true peak of its hardest note (both at no gain), level of each velocity. */
export async function measureInstrument(bank, recipe, velocities = VELOCITIES, keys = measuredKeys(recipe)) {
  const synth = await openSynth(bank);
  const channel = assignChannel(synth, recipe);
  const [from, to] = recipe.sustaining ? WINDOW.sustained : WINDOW.struck;
  const level = (velocity) =>
    mean(keys.map((key) => rmsDb(renderNote(synth, channel, key, velocity, to), from, to)));
  const reference = level(MEZZO_FORTE);
  const loudness = mean(
    keys.map((key) =>
      loudnessDb(
        renderNote(synth, channel, key, MEZZO_FORTE, from + LOUDNESS_SEC),
        from,
        from + LOUDNESS_SEC,
      ),
    ),
  );
  const hardest = velocities.at(-1);
  const peak = Math.max(
    ...keys.map((key) => truePeakDb(renderNote(synth, channel, key, hardest, LOUDNESS_SEC))),
  );
  const levels = rising(velocities.map((velocity) => level(velocity) - reference));
  return { loudness, peak, velocity_db: velocities.map((velocity, i) => [velocity, round(levels[i])]) };
}

/** The nearest rising row in the least-squares sense (pool adjacent violators), ties spread by 0.01 dB a step. */
export function rising(values) {
  const pools = [];
  for (const value of values) {
    pools.push({ sum: value, count: 1 });
    while (
      pools.length > 1 &&
      last(pools, 2).sum / last(pools, 2).count >= last(pools, 1).sum / last(pools, 1).count
    ) {
      const { sum, count } = pools.pop();
      const pool = last(pools, 1);
      pool.sum += sum;
      pool.count += count;
    }
  }
  return pools.flatMap(({ sum, count }) =>
    Array.from({ length: count }, (_, i) => sum / count + 0.01 * (i - (count - 1) / 2)),
  );
}

const MELODY = [72, 76, 79, 77, 76, 74, 79, 84, 83, 79, 76, 77, 74, 71, 72, 72];
const CHORDS = [
  [48, 60, 64, 67],
  [41, 57, 60, 65],
  [43, 55, 59, 62],
  [48, 60, 64, 67],
];

/** Melody, chords and bass on the piano, four beats a bar: the book's full texture. */
export function texture(velocity) {
  const beatSec = 0.6;
  const notes = [];
  const add = (beat, beats, key, channel) => {
    notes.push({ sec: beat * beatSec, channel, key, velocity });
    notes.push({ sec: (beat + beats) * beatSec - 0.01, channel, key, velocity: 0 });
  };
  for (const [beat, key] of MELODY.entries()) add(beat, 1, key, 0);
  CHORDS.forEach((chord, bar) => {
    for (const half of [0, 2]) for (const key of chord) add(4 * bar + half, 2, key, key === chord[0] ? 2 : 1);
  });
  return { notes, seconds: MELODY.length * beatSec + 1 };
}

/** True peak at +10 dB and integrated loudness at mezzo-forte of the full texture, both at a master gain of 0 dB. */
export async function measureTexture(bank, recipe, curve) {
  const synth = await openSynth(bank);
  for (const channel of [0, 1, 2]) assignChannel(synth, recipe, channel);
  const play = (velocity) => {
    const { notes, seconds } = texture(velocity);
    return render(synth, notes, seconds);
  };
  const [loudest, reach] = curve.at(-1);
  return {
    peak: truePeakDb(play(loudest)) + Math.max(0, 10 - reach),
    loudness: integratedLufs(play(MEZZO_FORTE)),
  };
}

export const mean = (list) => list.reduce((a, b) => a + b, 0) / list.length;
export const round = (value) => Math.round(value * 100) / 100;
const last = (list, n) => list[list.length - n];
