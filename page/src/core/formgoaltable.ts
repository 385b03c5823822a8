// The sentences about what is built, apart from the other tables: only exercises on form need them.
import goals_table from "../../../spec/form_goals.json" with { type: "json" };
import type { FormGoalWords } from "./formgoaltypes.ts";

export const formGoalWords = goals_table as unknown as FormGoalWords;
