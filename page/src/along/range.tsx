// A singer's range, and the keys in which the melody lies in it.
import { signal } from "@preact/signals";
import presets from "../../../spec/ranges.json" with { type: "json" };
import { type Fit, keysThatFit, type Range, rangeOf } from "../core/singing.ts";
import { Button, Choose } from "../widgets/controls.tsx";
import type { Desk } from "../widgets/desk.ts";
import { distance, keyName, pitchName } from "../widgets/keynames.ts";
import { sentence } from "../widgets/places.ts";

const [LOWEST, HIGHEST] = [36, 88];
const MOST_OFFERED = 6;
/** One singer has one range, in whatever she sings on this page; it is forgotten with the page. */
const range = signal<Range | null>(null);

const known = Object.entries(presets) as unknown as readonly (readonly [string, Range])[];
const OWN = "own";
const NONE = "";
const VOICES = [
  { value: NONE, text: "not chosen" },
  ...known.map(([name]) => ({ value: name, text: name })),
  { value: OWN, text: "my own notes" },
];
const NOTES = Array.from({ length: HIGHEST - LOWEST + 1 }, (_, i) => ({
  value: String(LOWEST + i),
  text: pitchName(LOWEST + i),
}));

const nameOf = (chosen: Range | null): string =>
  chosen === null ? NONE : (known.find(([, at]) => String(at) === String(chosen))?.[0] ?? OWN);

function choose(name: string): void {
  const preset = known.find(([other]) => other === name)?.[1];
  range.value = preset ?? (name === OWN ? (range.peek() ?? [57, 72]) : null);
}

function Notes({ chosen: [lowest, highest] }: { readonly chosen: Range }) {
  return (
    <div class="mk-row">
      <Choose
        label="Lowest"
        name="My lowest comfortable note"
        value={String(lowest)}
        options={NOTES}
        onChoose={(value) => {
          range.value = [Number(value), Math.max(Number(value), highest)];
        }}
      />
      <Choose
        label="Highest"
        name="My highest comfortable note"
        value={String(highest)}
        options={NOTES}
        onChoose={(value) => {
          range.value = [Math.min(Number(value), lowest), Number(value)];
        }}
      />
    </div>
  );
}

const octaveSaid = { 0: "", [-12]: ", sung an octave below", 12: ", sung an octave above" } as const;

interface At {
  readonly desk: Desk;
  onChoose(semitones: number): void;
}

function Offer({ desk, fit, onChoose }: At & { readonly fit: Fit }) {
  const { score } = desk.store.piece;
  const { semitones, octave } = fit;
  const [low, high] = rangeOf(score)!.map((pitch) => pitchName(pitch + semitones + octave)) as [
    string,
    string,
  ];
  const far = semitones === 0 ? "as written" : distance(semitones);
  return (
    <li>
      <Button
        kind="small"
        pressed={desk.store.transpose.value === semitones}
        onPress={() => onChoose(semitones)}
      >
        {`${sentence(score.key ? keyName(score, semitones) : far)}: ${low} to ${high}${octaveSaid[octave]}`}
      </Button>
    </li>
  );
}

function Offers({ chosen, ...at }: At & { readonly chosen: Range }) {
  const { score } = at.desk.store.piece;
  const fits = keysThatFit(score, chosen);
  if (fits.length > 0)
    return (
      <ul class="mk-offers" aria-label="Keys that fit, the nearest first">
        {fits.slice(0, MOST_OFFERED).map((fit) => (
          <Offer key={fit.semitones} fit={fit} {...at} />
        ))}
      </ul>
    );
  const melody = rangeOf(score);
  if (melody === null) return <p>There is no melody to sing.</p>;
  const [span, own] = [melody[1] - melody[0], chosen[1] - chosen[0]];
  return (
    <p>
      No key fits: the melody spans {span} semitones, this range {own}. Sing the notes that are out of reach
      an octave lower or higher, or widen the range.
    </p>
  );
}

export function MyRange({ desk, onChoose }: At) {
  const melody = rangeOf(desk.store.sounding.value);
  if (melody === null) return null;
  const chosen = range.value;
  return (
    <>
      <p class="mk-hint">
        The melody goes from {pitchName(melody[0])} to {pitchName(melody[1])}.
      </p>
      <Choose label="My range" value={nameOf(chosen)} options={VOICES} onChoose={choose} />
      {chosen !== null && (
        <>
          <Notes chosen={chosen} />
          <p class="mk-hint">A range is yours, not a label: change the notes until they are comfortable.</p>
          <Offers desk={desk} chosen={chosen} onChoose={onChoose} />
        </>
      )}
    </>
  );
}
