// What the book must know of an instrument that ships: how loud each velocity is, and how loud it is beside the others.
import { integratedLufs, loudnessDb, rmsDb, truePeakDb } from "./level.mjs";
import { keysOf, rangeOf } from "./recipe.mjs";
import { assignChannel, openSynth, render, renderNote, SYNTH } from "./render.mjs";

/** The velocity that sounds mezzo-forte: the performance's 0 dB. */
export const MEZZO_FORTE = 60;
/** The loudest a performance asks for, from mezzo-forte. */
export const LOUDEST_DB = 10;
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
  const play = (velocity) => keys.map((key) => renderNote(synth, channel, key, velocity, to));
  const level = (notes) => mean(notes.map((note) => rmsDb(note, from, to)));
  const middle = play(MEZZO_FORTE);
  const reference = level(middle);
  const loudness = mean(middle.map((note) => loudnessDb(note, from, from + LOUDNESS_SEC)));
  const hardest = play(velocities.at(-1));
  const attack = Math.ceil(LOUDNESS_SEC * SYNTH.sample_rate);
  const peak = Math.max(...hardest.map((note) => truePeakDb(note.map((audio) => audio.subarray(0, attack)))));
  const known = new Map([
    [MEZZO_FORTE, reference],
    [velocities.at(-1), level(hardest)],
  ]);
  const levels = rising(
    velocities.map((velocity) => (known.get(velocity) ?? level(play(velocity))) - reference),
  );
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

const BEAT_SEC = 0.6;
const OCTAVE = 12;
/** Channels of the texture: melody, chords, bass. */
const [TUNE, HARMONY, BASS] = [0, 1, 2];

/** A melody on an instrument, moved by octaves into its keys. */
function melody(recipe, velocity) {
  const [low, high] = rangeOf(recipe);
  const shifts = [0, -1, 1, -2, 2].map((octaves) => octaves * OCTAVE);
  const fits = (shift) => MELODY.every((key) => key + shift >= low && key + shift <= high);
  const shift = shifts.find(fits) ?? 0;
  return MELODY.flatMap((key, beat) => note(beat, 1, key + shift, TUNE, velocity));
}

/** Chords and bass on the piano, four beats a bar. */
function accompaniment(velocity) {
  return CHORDS.flatMap((chord, bar) =>
    [0, 2].flatMap((half) =>
      chord.flatMap((key) => note(4 * bar + half, 2, key, key === chord[0] ? BASS : HARMONY, velocity)),
    ),
  );
}

function note(beat, beats, key, channel, velocity) {
  return [
    { sec: beat * BEAT_SEC, channel, key, velocity },
    { sec: (beat + beats) * BEAT_SEC - 0.01, channel, key, velocity: 0 },
  ];
}

const TEXTURE_SEC = MELODY.length * BEAT_SEC + 1;

/** Both channels of one part of the texture, on one instrument. */
async function playPart(bank, recipe, notes) {
  const synth = await openSynth(bank);
  for (const channel of [TUNE, HARMONY, BASS]) assignChannel(synth, recipe, channel);
  return render(synth, notes, TEXTURE_SEC);
}

/** What velocity does not reach of the book's loudest, +10 dB: the channel's gain makes it up. */
const unreached = (curve) => Math.max(0, LOUDEST_DB - curve.at(-1)[1]);

/** True peak at +10 dB and integrated loudness at mezzo-forte of the full texture on the piano, at no master gain. */
export async function measureTexture(bank, recipe, curve) {
  const play = (velocity) =>
    playPart(bank, recipe, [...melody(recipe, velocity), ...accompaniment(velocity)]);
  return {
    peak: truePeakDb(await play(curve.at(-1)[0])) + unreached(curve),
    loudness: integratedLufs(await play(MEZZO_FORTE)),
  };
}

/** The melody on an instrument at +10 dB, at no trim. */
export async function loudestMelody(bank, recipe, curve) {
  return scaled(await playPart(bank, recipe, melody(recipe, curve.at(-1)[0])), unreached(curve));
}

/** The accompaniment on the piano at +10 dB. */
export async function loudestAccompaniment(bank, recipe, curve) {
  return scaled(await playPart(bank, recipe, accompaniment(curve.at(-1)[0])), unreached(curve));
}

/** Both channels, louder by so much. */
export const scaled = (sound, db) => sound.map((audio) => audio.map((x) => x * 10 ** (db / 20)));

/** True peak of two sounds together. */
export const togetherDb = (one, other) =>
  truePeakDb(one.map((audio, side) => audio.map((x, i) => x + other[side][i])));

export const mean = (list) => list.reduce((a, b) => a + b, 0) / list.length;
export const round = (value) => Math.round(value * 100) / 100;
const last = (list, n) => list[list.length - n];
