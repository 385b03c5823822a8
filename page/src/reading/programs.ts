// The nearest of the book's instruments to what a file asks for.

/** General MIDI programs, from 0: the first of each row up to the next row. */
const PROGRAMS: readonly (readonly [first: number, instrument: string])[] = [
  [0, "piano"],
  [8, "glockenspiel"], // celesta, glockenspiel, music box
  [11, "vibraphone"],
  [12, "marimba"], // and xylophone
  [14, "vibraphone"], // tubular bells
  [15, "harp"], // dulcimer
  [16, "strings"], // organs
  [20, "clarinet"], // reed organ, accordion, harmonica
  [24, "nylon_guitar"],
  [25, "steel_guitar"],
  [32, "bass"],
  [40, "strings"],
  [45, "harp"], // pizzicato, harp
  [47, "marimba"], // timpani
  [48, "strings"],
  [52, "choir"],
  [55, "strings"],
  [56, "clarinet"], // brass and reeds
  [72, "flute"],
  [88, "strings"],
  [96, "vibraphone"],
  [104, "steel_guitar"], // sitar, banjo, koto
  [108, "marimba"],
  [109, "clarinet"], // bagpipe
  [110, "strings"], // fiddle
  [111, "clarinet"],
  [112, "glockenspiel"],
  [113, "marimba"],
  [120, "piano"],
];

/** Words in the name of a part, in several languages; the first that fits. */
const NAMES: readonly (readonly [RegExp, string])[] = [
  [/bass\s*(guitar|gitarre)|contrab|double bass|kontrab/i, "bass"],
  [
    /sopran|\bsuperius\b|cantus|\balt(o|us)?\b|tenor|^bass(us|o)?$|baritone|^(canto|quinto|superius)|choir|chor|vocal|voice|voix|vox|sing|gesang/i,
    "choir",
  ],
  [/piano|klavier|pno|keyboard|harpsichord|cembalo|clavier/i, "piano"],
  [/flute|flöte|flauto|fl\.|piccolo|recorder|whistle|pipe/i, "flute"],
  [
    /clarinet|klarinette|oboe|fagott|bassoon|sax|horn|corno|trumpet|tromba|trombone|tuba|cl\.|ob\.|fg\./i,
    "clarinet",
  ],
  [/violin|viola|cello|string|streich|violon|fiddle|vl\.|vla|vcl?\.|organ|orgel/i, "strings"],
  [/harp|harfe/i, "harp"],
  [/steel|banjo|mandolin|electric guitar/i, "steel_guitar"],
  [/guitar|gitarre|guitare|ukulele|lute|liuto/i, "nylon_guitar"],
  [/glockenspiel|celesta|bells/i, "glockenspiel"],
  [/vibraphon|vibes/i, "vibraphone"],
  [/marimba|xylophon|timpani|pauken/i, "marimba"],
];

export function instrumentOf(program: number | null, name: string): string {
  const named = NAMES.find(([pattern]) => pattern.test(name))?.[1] ?? "piano";
  // Many programs write a piano where nobody chose.
  if (program === null || !(program > 0 && program < 128)) return named;
  const rows = PROGRAMS.filter(([first]) => first <= program);
  return rows[rows.length - 1]![1];
}

/** General MIDI drum keys that the book's set lacks, and the nearest that it has. */
const DRUMS: Readonly<Record<number, number>> = {
  35: 36,
  37: 38,
  39: 38,
  40: 38,
  41: 64,
  43: 64,
  44: 42,
  45: 64,
  47: 61,
  48: 61,
  50: 60,
  52: 49,
  53: 51,
  55: 49,
  57: 49,
  58: 75,
  59: 51,
  65: 60,
  66: 61,
  67: 60,
  68: 61,
  71: 75,
  72: 75,
  73: 75,
  74: 75,
  78: 60,
  79: 61,
};

export const drumKey = (pitch: number): number => DRUMS[pitch] ?? pitch;
/** What a drum without a name of its own is played by. */
export const PLAIN_DRUM = 38;

const MELODIES = /melod|vocal|voice|lead|sing|sopran|superius|cantus|vox|gesang|tune/i;

export const namesMelody = (name: string): boolean => MELODIES.test(name);
