// What an exercise may ask for, and the sentences about it: the shapes of data named in spec/performance.md §13.
import type { Curved, Stretch } from "./measures.ts";

export type Goal =
  | { readonly kind: "lasts"; readonly place: Stretch; readonly ratio: number; readonly tolerance: number }
  | {
      readonly kind: "tempo";
      readonly place: Stretch;
      readonly ratio: number;
      readonly than: Stretch | null;
      readonly tolerance: number;
    }
  | {
      readonly kind: "level";
      readonly place: Stretch;
      readonly by_db: number;
      readonly than: Stretch | null;
      readonly tolerance_db: number;
    }
  | {
      readonly kind: "course";
      readonly place: Stretch;
      readonly of: Curved;
      readonly direction: "rises" | "falls";
      readonly least: number;
      readonly most: number | null;
    }
  | {
      readonly kind: "displaced";
      readonly place: Stretch;
      readonly voice: string | null;
      readonly least_sec: number;
      readonly most_sec: number | null;
    }
  | { readonly kind: "held"; readonly note: string; readonly ratio: number; readonly tolerance: number }
  | {
      readonly kind: "accented";
      readonly note: string;
      readonly by_db: number;
      readonly tolerance_db: number;
    }
  | { readonly kind: "unchanged"; readonly outside: readonly Stretch[]; readonly of: Curved | "both" }
  | { readonly kind: "uses"; readonly component: string; readonly wanted: boolean };

type Named<Names extends string> = Readonly<Record<Names, string>>;
export type Way = "more" | "less";
export type Sign = Way | "same";
type CourseWords = Named<
  "rises" | "falls" | "rises_not" | "falls_not" | "turns" | "steps" | "least" | "most"
>;

/** The content of spec/goals.json. */
export interface GoalWords {
  readonly met: string;
  readonly missed: string;
  readonly lasts: Both & { readonly made: Named<Sign>; readonly asked: Named<Sign> };
  readonly tempo: Both & {
    readonly made: string;
    readonly than: Named<"written" | "place">;
    readonly asked: string;
  };
  readonly level: Both & {
    readonly made: Named<Sign>;
    readonly than: Named<"written" | "place">;
    readonly asked: Named<Sign>;
  };
  readonly course: {
    readonly tempo: CourseWords;
    readonly level: CourseWords;
    readonly gradually: string;
    readonly hint: Named<"least" | "most" | "turns" | "steps">;
  };
  readonly displaced: {
    readonly made: Named<"one" | "all">;
    readonly least: string;
    readonly most: string;
    readonly hint: Named<"least" | "most">;
  };
  readonly held: Both & { readonly made: string; readonly asked: string };
  readonly accented: Both & { readonly made: Named<Sign>; readonly asked: string };
  readonly unchanged: {
    readonly made: Named<"both" | "tempo" | "level">;
    readonly strayed: Named<Curved>;
    readonly asked: string;
    readonly hint: string;
  };
  readonly uses: {
    readonly used: string;
    readonly unused: string;
    readonly wanted: string;
    readonly unwanted: string;
    readonly hint: Named<"wanted" | "unwanted">;
    readonly hand: Readonly<Record<string, string>>;
    readonly names: Readonly<Record<string, string>>;
  };
}

interface Both {
  readonly way: Named<Way>;
  readonly hint: Named<Way>;
}
