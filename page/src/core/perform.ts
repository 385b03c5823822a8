// Score + interpretation → performance (spec §9).
import { check, checkSpeed, instrumentOf } from "./check.ts";
import { clockOf } from "./clock.ts";
import { valuesAt } from "./curve.ts";
import { type GainInput, struckGain, sustainedGain, turningPlaces } from "./gain.ts";
import { type Holds, holdsOf } from "./holds.ts";
import { clip, leavesRange, levelCurve, Touch } from "./level.ts";
import { type Chain, partsOf, type ScoreParts, type VoiceParts } from "./parts.ts";
import { amountOf } from "./shapes.ts";
import { tempoCurve } from "./tempo.ts";
import { type Times, timesAt, VoiceTime } from "./time.ts";
import type {
  Accent,
  Curve,
  Instrument,
  Instruments,
  Interpretation,
  Performed,
  PerformedNote,
  PerformedVoice,
  PerformOptions,
  Score,
  Shapes,
  Voice,
} from "./types.ts";
import { type Warp, warpOf } from "./warp.ts";

/**
 * Perform a score under an interpretation.
 *
 * @throws MusicError in one sentence, if the interpretation does not fit the score (spec §4) or a voice's
 * instrument is not there.
 */
export function perform(
  score: Score,
  interpretation: Interpretation,
  instruments: Instruments,
  { shapes, speed = 1 }: PerformOptions,
): Performed {
  checkSpeed(speed);
  check(score, interpretation, shapes);
  const stage = stageOf(score, interpretation, shapes, speed);
  const { tempo, level, holds, common, parts } = stage;
  const played = score.voices.map((voice, i) =>
    performVoice(stage, voice, parts.voices[i]!, instrumentOf(voice, instruments)),
  );
  const end_sec = new VoiceTime(tempo, common, holds, score.start_beat).release(score.end_beat);
  const duration_sec = played.reduce((latest, voice) => Math.max(latest, voice.end_sec), end_sec);
  const clipped =
    leavesRange(level, score.start_beat, score.end_beat) || played.some((voice) => voice.clipped);
  return {
    performance: { duration_sec, clipped, voices: played.map(({ voice }) => voice) },
    clock: clockOf(score, tempo, common, holds, duration_sec),
    tempo,
    level,
  };
}

/** What all voices share. */
interface Stage {
  readonly score: Score;
  readonly parts: ScoreParts;
  readonly tempo: Curve;
  readonly level: Curve;
  readonly holds: Holds;
  readonly common: Warp;
  /** Where the gain of a sustaining voice may turn. */
  readonly turns: Float64Array;
  readonly stress_db: ReadonlyMap<Chain, number>;
  readonly warp_of: (voice: string) => Warp;
}

function stageOf(score: Score, interpretation: Interpretation, shapes: Shapes, speed: number): Stage {
  const parts = partsOf(score);
  const tempo = tempoCurve(parts, interpretation, shapes, speed);
  const level = levelCurve(parts, interpretation, shapes);
  const holds = holdsOf(interpretation, parts, tempo);
  return {
    score,
    parts,
    tempo,
    level,
    holds,
    common: warpOf(interpretation, shapes, null),
    turns: turningPlaces(level, holds.beats),
    stress_db: stressOf(interpretation.accents ?? [], parts),
    warp_of: (voice) => warpOf(interpretation, shapes, voice),
  };
}

interface Played {
  readonly voice: PerformedVoice;
  readonly end_sec: number;
  readonly clipped: boolean;
}

function performVoice(stage: Stage, voice: Voice, parts: VoiceParts, instrument: Instrument): Played {
  const { score, tempo, level, holds } = stage;
  const time = new VoiceTime(tempo, stage.warp_of(voice.id), holds, score.start_beat);
  const times = timesAt(parts.places, time);
  const levels_db = valuesAt(level, parts.places);
  const touch = new Touch(instrument);
  const input: GainInput = { parts, times, levels_db, touch, end_beat: score.end_beat };
  const gain = instrument.sustaining
    ? sustainedGain(input, time, level, stage.turns)
    : struckGain(input, time);
  const { notes, clipped } = performNotes(parts, times, levels_db, touch, stage.stress_db);
  const { id, balance_db } = voice;
  let end_sec = 0;
  for (const note of notes) end_sec = Math.max(end_sec, note.release_sec);
  return { voice: { id, instrument: voice.instrument, balance_db, notes, gain }, end_sec, clipped };
}

function performNotes(
  { chains, onset_place, end_place }: VoiceParts,
  { onset, release }: Times,
  levels_db: Float64Array,
  touch: Touch,
  stress_db: ReadonlyMap<Chain, number>,
): { readonly notes: readonly PerformedNote[]; readonly clipped: boolean } {
  const notes = new Array<PerformedNote>(chains.length);
  const stressed = stress_db.size > 0;
  let clipped = false;
  for (let i = 0; i < chains.length; i++) {
    const { ids, pitch, onset_beat, end_beat, level_db: own_db } = chains[i]!;
    const place = onset_place[i]!;
    const asked_db = levels_db[place]! + own_db + (stressed ? (stress_db.get(chains[i]!) ?? 0) : 0);
    const level_db = clip(asked_db);
    if (level_db !== asked_db) clipped = true;
    const velocity = touch.velocity(level_db);
    const onset_sec = onset[place]!;
    const release_sec = release[end_place[i]!]!;
    notes[i] = { ids, pitch, onset_beat, end_beat, onset_sec, release_sec, velocity };
  }
  return { notes, clipped };
}

/** What the accents add to each chain. */
function stressOf(accents: readonly Accent[], parts: ScoreParts): ReadonlyMap<Chain, number> {
  const stress_db = new Map<Chain, number>();
  for (const accent of accents) {
    const chain = parts.chain_of.get(accent.note)!;
    stress_db.set(chain, (stress_db.get(chain) ?? 0) + amountOf(accent) * accent.level_db);
  }
  return stress_db;
}
