// A score of 10,000 notes and edits of its interpretation, for Node and for a browser.

export const NOTES = 10_000;
const ROUNDS = 60;

/** 64 points, as Python writes a shape that bends. */
function bent(value) {
  return Array.from({ length: 65 }, (_, i) => [i / 64, value(i / 64)]);
}

export const shapes = {
  ritardando: {
    family: "tempo",
    name: "ritardando",
    shapes: { clear: bent((x) => 1 / Math.cbrt(1 - 0.7 * x)) },
  },
  accelerando: { family: "tempo", name: "accelerando", shapes: { clear: bent((x) => 0.8 ** x) } },
  crescendo: { family: "level", name: "crescendo", shapes: { clear: bent((x) => 2 * x) } },
  rubato: {
    family: "warp",
    name: "rubato",
    shapes: {
      clear: [
        [0, 1.2],
        [1, 0.8],
      ],
    },
  },
};
export const instruments = {
  piano: { sustaining: false, velocity_db: bent((x) => -18 + 28 * x).map(([x, db]) => [20 + 100 * x, db]) },
};
instruments.strings = { ...instruments.piano, sustaining: true };

/** Two voices of eighth notes, by default one struck and one sustaining. */
export function longScore([first, second] = ["piano", "strings"]) {
  const end_beat = NOTES / 4;
  const voice = (id, instrument) => ({
    id,
    name: id,
    instrument,
    balance_db: 0,
    notes: Array.from({ length: NOTES / 2 }, (_, i) => ({
      id: `${id}${i}`,
      onset_beat: i / 2,
      end_beat: (i + 1) / 2,
      pitch: 60 + (i % 12),
    })),
  });
  const bars = Array.from({ length: end_beat / 4 }, (_, i) => ({
    number: i + 1,
    start_beat: 4 * i,
    end_beat: 4 * i + 4,
    pass: 1,
  }));
  const voices = [voice("melody", first), voice("harmony", second)];
  return {
    title: "",
    beat_quarters: 1,
    start_beat: 0,
    end_beat,
    bars,
    metres: [],
    voices,
    tempo: [[0, 0.5]],
    level: [],
    chords: [],
    phrases: [],
  };
}

/** Twelve components that overlap, holds, and a hand that draws a little more each round. */
export function edited(round) {
  const kinds = ["ritardando", "accelerando", "crescendo", "rubato"];
  const components = Array.from({ length: 12 }, (_, i) => {
    const from_beat = 180 * i + (round % 7);
    const to_beat = from_beat + (kinds[i % 4] === "rubato" ? 150 : 500);
    return {
      kind: kinds[i % 4],
      from_beat,
      to_beat,
      until_beat: i % 4 === 0 ? to_beat : null,
      shape: "clear",
    };
  });
  const holds = Array.from({ length: 20 }, (_, i) => ({
    note: `melody${100 + 200 * i}`,
    ratio: 1.75,
    breath_beats: 0.5,
  }));
  const hand_tempo = Array.from({ length: 30 }, (_, i) => [40 * i, 1 + ((i + round) % 5) / 10]);
  return { version: 1, components, holds, hand_tempo };
}

/** Milliseconds that performing took after each edit, from the least on; the first rounds warm up and are left out. */
export function editTimes(perform) {
  const score = longScore();
  const times_ms = [];
  for (let round = 0; round < ROUNDS; round++) {
    const interpretation = edited(round);
    const before = performance.now();
    perform(score, interpretation, instruments, { shapes });
    times_ms.push(performance.now() - before);
  }
  return times_ms.slice(ROUNDS / 3).sort((a, b) => a - b);
}
