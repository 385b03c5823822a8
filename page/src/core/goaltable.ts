// The sentences about goals, apart from the other tables: only exercises need them.
import goals_table from "../../../spec/goals.json" with { type: "json" };
import type { GoalWords } from "./goaltypes.ts";

export const goalWords = goals_table as unknown as GoalWords;
