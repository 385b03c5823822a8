// What is said of a score, said in another key (spec §12): names of notes and chords move, words that are sung stay.
import { moved, placesMoved, semitonesAboveC, spelled } from "./transpose.ts";

const SIGNS: readonly (readonly [said: string, written: string])[] = [
  [" double sharp", "##"],
  [" double flat", "bb"],
  [" sharp", "#"],
  [" flat", "b"],
];
const SIGN = "( double sharp| double flat| sharp| flat)?";
const PIECES = new RegExp(`“[^”]*”|\\bchord [^;]*|\\b([A-G])${SIGN} ?(-?\\d+)\\b`, "g");
const ROOT = new RegExp(`^chord ([A-G])${SIGN}(.*)$`, "s");
const BASS = new RegExp(` over ([A-G])${SIGN}`);

const written = (letter: string, said = ""): string =>
  letter + (SIGNS.find(([words]) => words === said)?.[1] ?? "");

function said(name: string): string {
  const [words] = SIGNS.find(([, sign]) => sign === name.slice(1)) ?? [""];
  return name[0]! + words;
}

function pitchSaid(name: string, octave: number, semitones: number, fifths: number): string {
  const next = moved(name, fifths);
  const pitch = 12 * (octave + 1) + semitonesAboveC(name) + semitones;
  return said(next) + (next.length > 1 ? " " : "") + spelled(next, pitch).slice(next.length);
}

/** “F sharp m7 on beat 2”: what follows an accidental stands apart from it, what follows a letter does not. */
function chordSaid(text: string, fifths: number): string {
  const [, letter, sign, tail = ""] = ROOT.exec(text) ?? [];
  if (letter === undefined) return text;
  const root = moved(written(letter, sign), fifths);
  const apart = sign !== undefined && !/^ (?:on beat|over) /.test(tail);
  const quality = (apart ? tail.replace(/^ /, "") : tail).replace(
    BASS,
    (_, of: string, by?: string) => ` over ${said(moved(written(of, by), fifths))}`,
  );
  return `chord ${said(root)}${root.length > 1 && /^[^ .]/.test(quality) ? " " : ""}${quality}`;
}

/** A sentence of the score in words, as it is said when all sounds some semitones higher. */
export function sentenceMoved(sentence: string, semitones: number, fifths: number): string {
  return sentence.replace(PIECES, (all: string, letter?: string, sign?: string, octave?: string) => {
    if (letter !== undefined) return pitchSaid(written(letter, sign), Number(octave), semitones, fifths);
    return all.startsWith("chord ") ? chordSaid(all, fifths) : all;
  });
}

/** The line that says what the score is: title, key, … and the melody's range. */
export function summaryMoved(
  line: string,
  { title, key = "" }: { readonly title: string; readonly key?: string },
  semitones: number,
  fifths: number,
): string {
  const head = `${title}: ${key}`;
  if (semitones === 0 || key === "" || !line.startsWith(head)) return line;
  return `${title}: ${moved(key, fifths)}${sentenceMoved(line.slice(head.length), semitones, fifths)}`;
}

export interface Said {
  readonly title: string;
  readonly key?: string;
  readonly summary?: string;
  readonly spoken?: readonly string[];
}

/** The score in words, as it sounds some semitones higher. */
export function saidInKey(
  score: Said,
  semitones: number,
): Pick<Said, "summary"> & Required<Pick<Said, "spoken">> {
  const { spoken = [], summary } = score;
  const fifths = placesMoved(score.key ?? "", semitones);
  return {
    spoken: semitones === 0 ? spoken : spoken.map((line) => sentenceMoved(line, semitones, fifths)),
    ...(summary === undefined ? {} : { summary: summaryMoved(summary, score, semitones, fifths) }),
  };
}
