import { describe, expect, it } from "vitest";
import { dueInWords, isDue, NOT_BEGUN, practised, type Schedule } from "../../src/hear/schedule.ts";

const DAY_MS = 86_400_000;
const days = (schedule: Schedule, now_ms: number): number => ((schedule.due_ms ?? 0) - now_ms) / DAY_MS;

describe("a topic comes back", () => {
  it("after 1, 3, 7, 21 and again 21 days, when it is practised as it is due", () => {
    let schedule = NOT_BEGUN;
    let now_ms = 1e12;
    const gaps: number[] = [];
    for (let i = 0; i < 6; i += 1) {
      schedule = practised(schedule, now_ms);
      gaps.push(days(schedule, now_ms));
      now_ms = schedule.due_ms!;
      expect(isDue(schedule, now_ms)).toBe(true);
    }
    expect(gaps).toEqual([1, 3, 7, 21, 21, 21]);
  });

  it("on the same day when it is practised sooner", () => {
    const first = practised(NOT_BEGUN, 1e12);
    expect(practised(first, 1e12 + DAY_MS / 4)).toBe(first);
    expect(isDue(first, 1e12 + DAY_MS * 0.7)).toBe(true); // the next afternoon after an evening
  });

  it("a step sooner when it waited for more than twice as long", () => {
    const second = practised(practised(NOT_BEGUN, 0), DAY_MS);
    expect(days(second, DAY_MS)).toBe(3);
    const late_ms = second.due_ms! + 7 * DAY_MS;
    expect(days(practised(second, late_ms), late_ms)).toBe(1);
  });

  it("and that is said in words", () => {
    const first = practised(NOT_BEGUN, 0);
    expect(dueInWords(NOT_BEGUN, 0)).toBe("new");
    expect(dueInWords(first, 0)).toBe("back tomorrow");
    expect(dueInWords(practised(first, DAY_MS), DAY_MS)).toBe("back in 3 days");
    expect(dueInWords(first, DAY_MS)).toBe("due now");
  });
});
