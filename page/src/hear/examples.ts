// Each thing that is asked, as it is heard with its name before: large, and alone.

import type { Chance } from "./chance.ts";
import type { Change } from "./changes.ts";
import { type Frame, formMusic, frameOf } from "./forms.ts";
import type { Music } from "./made.ts";
import type { Playing, Song } from "./question.ts";
import { type ComponentName, isForm, TOPIC, type TopicName } from "./topics.ts";

/** A share of bold that nobody misses. */
const AMOUNT = 0.6;
const LEVEL_DB = -5;

/** Examples by topic and name; those of one topic share what does not matter in it. */
export function examplesOf(
  music: Music,
  songs: readonly Song[],
  chance: Chance,
): (topic: TopicName, name: string) => Promise<Playing> {
  const frames = new Map<TopicName, Frame>();
  return async (topic, name) => {
    const roved = { level_db: LEVEL_DB, seed: 1 } as const;
    if (isForm(topic)) {
      const frame = frames.get(topic) ?? frameOf(topic, chance);
      frames.set(topic, frame);
      const others = Object.keys(TOPIC[topic].names).filter((other) => other !== name);
      const made = formMusic(await music.tables(), topic, name, others, frame, chance);
      return { ...roved, is: "form", music: made };
    }
    const [song] = songs;
    return {
      ...roved,
      is: "song",
      song: song?.name ?? "",
      phrase: song?.phrases[0] ?? 0,
      tempo_factor: 1,
      change: changeOf(topic, name),
    };
  };
}

function changeOf(topic: TopicName, name: string): Change | null {
  switch (name) {
    case "nothing":
    case "nowhere":
    case "steady":
      return null;
    case "faster":
    case "slower": {
      const by = name === "faster" ? 1.4 : 0.7;
      return topic === "tap" ? { is: "ramp", of: "tempo", by } : { is: "step", of: "tempo", by, bar: 3 };
    }
    case "louder":
    case "softer":
      return { is: "step", of: "level", by: name === "louder" ? 9 : -9, bar: 3 };
    case "tempo":
    case "level":
      return named(name === "tempo" ? "ritardando" : "crescendo");
    default:
      return topic === "where"
        ? { is: "step", of: "level", by: -9, bar: Number(name) }
        : named(name as ComponentName);
  }
}

const named = (component: ComponentName): Change => ({
  is: "component",
  component,
  amount: AMOUNT,
  up: false,
});
