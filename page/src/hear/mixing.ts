// Which topic is asked next where several are practised by turns.
import { type Chance, weighted } from "./chance.ts";
import type { TopicRecord } from "./progress.ts";
import { isDue } from "./schedule.ts";
import type { TopicName } from "./topics.ts";

type RecordOf = (topic: TopicName) => TopicRecord;

/** Topics whose easy questions are behind the reader. */
export const mixable = (topics: readonly TopicName[], recordOf: RecordOf): readonly TopicName[] =>
  topics.filter((topic) => {
    const { answers, easy_left } = recordOf(topic);
    return answers > 0 && easy_left === 0;
  });

/** Another one than the last, and one that is due rather than one that is not. */
export function mixed(
  all: readonly TopicName[],
  last: TopicName | null,
  recordOf: RecordOf,
  chance: Chance,
  now_ms: number,
): TopicName {
  const others = all.filter((topic) => topic !== last);
  return weighted(chance, others.length > 0 ? others : all, (topic) =>
    isDue(recordOf(topic).schedule, now_ms) ? 3 : 1,
  );
}
