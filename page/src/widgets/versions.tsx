// Versions: up to three interpretations kept under names, to be compared with the present one and gone on from.
import { useSignal } from "@preact/signals";
import { isEmpty } from "../core/edit.ts";
import { shapes, words } from "../core/tables.ts";
import type { Interpretation } from "../core/types.ts";
import { describe } from "../core/words.ts";
import { Button } from "./controls.tsx";
import { announce, type Desk, edit } from "./desk.ts";
import { LONGEST_NAME, MOST_VERSIONS, type Version } from "./model.ts";
import { kindName } from "./placing.ts";

interface At {
  readonly desk: Desk;
}

export const letterOf = (index: number): string => "ABC"[index] ?? "";

/** What a version is called until the reader says otherwise: by what is in it. */
export function nameFor(interpretation: Interpretation, taken: readonly string[]): string {
  const { components = [], holds = [], accents = [], hand_tempo = [], hand_level = [] } = interpretation;
  const kinds = [
    ...components.map(({ kind }) => kind),
    ...(holds.length > 0 ? ["fermata"] : []),
    ...(accents.length > 0 ? ["accentuation"] : []),
  ];
  const byHand = hand_tempo.length + hand_level.length > 0;
  const first = kinds[0] === undefined ? (byHand ? "By hand" : "As written") : kindName(kinds[0]);
  const others = new Set(kinds).size - 1;
  return unlike(others > 0 ? `${first} and ${others === 1 ? "another" : `${others} others`}` : first, taken);
}

/** The name, with a number where it is taken. */
export function unlike(name: string, taken: readonly string[]): string {
  const base = name.slice(0, LONGEST_NAME - 4);
  let found = base;
  for (let count = 2; taken.includes(found); count += 1) found = `${base} (${count})`;
  return found;
}

function put(desk: Desk, versions: readonly Version[], said: string): void {
  desk.store.versions.value = versions;
  announce(desk, said);
}

function keep(desk: Desk): void {
  const { store } = desk;
  const versions = store.versions.peek();
  const interpretation = store.interpretation.peek();
  const name = nameFor(
    interpretation,
    versions.map((version) => version.name),
  );
  put(
    desk,
    [...versions, { name, interpretation }],
    `Kept as version ${letterOf(versions.length)}, ${name}.`,
  );
}

function Sentences({ desk, index }: At & { readonly index: number }) {
  const { store } = desk;
  const version = store.compared.value[index];
  if (!version) return <p>This version does not fit the music: delete it.</p>;
  return (
    <ul>
      {describe(store.piece.score, version.interpretation, { shapes, words }).map((text) => (
        <li key={text}>{text}</li>
      ))}
    </ul>
  );
}

interface VersionProps extends At {
  readonly version: Version;
  readonly index: number;
  remove(): void;
}

function Name({ desk, version, index }: VersionProps) {
  const { versions } = desk.store;
  return (
    <label class="mk-field">
      <span class="mk-letter">{letterOf(index)}</span>
      <input
        type="text"
        aria-label={`Name of version ${letterOf(index)}`}
        value={version.name}
        maxLength={LONGEST_NAME}
        onChange={({ currentTarget }) => {
          const name = currentTarget.value.trim() || version.name;
          versions.value = versions.peek().with(index, { ...version, name });
          currentTarget.value = name;
        }}
      />
    </label>
  );
}

function VersionCard(props: VersionProps) {
  const { desk, version, index, remove } = props;
  const { store } = desk;
  const heard = store.heard.value === index;
  const versions = store.versions.value;
  const called = `${letterOf(index)}, ${version.name}`;
  return (
    <li class={`mk-card mk-version${heard ? " is-heard" : ""}`}>
      <Name {...props} />
      <div class="mk-row">
        <Button
          kind="small"
          pressed={heard}
          label={`Hear ${called}`}
          onPress={() => {
            store.heard.value = heard ? null : index;
          }}
        >
          Hear
        </Button>
        <Button
          kind="small"
          label={`Go on from it: ${called}`}
          onPress={() => {
            desk.selected.value = null;
            edit(desk, version.interpretation, `Going on from ${called}.`);
          }}
        >
          Go on from it
        </Button>
        <Button
          kind="small"
          idle={versions.length >= MOST_VERSIONS}
          label={`Copy ${called}`}
          onPress={() => {
            const name = unlike(
              version.name,
              versions.map((other) => other.name),
            );
            put(desk, [...versions, { ...version, name }], `Copied as version ${letterOf(versions.length)}.`);
          }}
        >
          Copy
        </Button>
        <Button kind="small" icon="close" label={`Delete ${called}`} onPress={remove}>
          Delete
        </Button>
      </div>
      <Sentences desk={desk} index={index} />
    </li>
  );
}

export function Versions({ desk }: At) {
  const { store, name } = desk;
  const versions = store.versions.value;
  const deleted = useSignal<Version | null>(null);
  const full = versions.length >= MOST_VERSIONS;
  const remove = (index: number): void => {
    deleted.value = versions[index] ?? null;
    store.heard.value = null;
    put(desk, versions.toSpliced(index, 1), "The version is deleted.");
    document.getElementById(`${name}-keep`)?.focus({ preventScroll: true });
  };
  if (versions.length === 0 && isEmpty(store.interpretation.value) && deleted.value === null) return null;
  return (
    <div class="mk-versions">
      <p class="mk-heading">Versions to compare</p>
      <div class="mk-row">
        <Button id={`${name}-keep`} icon="plus" idle={full} onPress={() => keep(desk)}>
          Keep this version
        </Button>
        {deleted.value !== null && !full && (
          <Button
            kind="small"
            icon="undo"
            onPress={() => {
              put(desk, [...versions, deleted.value!], "The version is back.");
              deleted.value = null;
              document.getElementById(`${name}-keep`)?.focus({ preventScroll: true });
            }}
          >
            Bring back “{deleted.value.name}”
          </Button>
        )}
        {full && <p class="mk-hint">Three are kept: delete one to keep another.</p>}
      </div>
      {versions.length > 0 && (
        <ul class="mk-placed" aria-label="Versions">
          {versions.map((version, index) => (
            <VersionCard
              // A version has no name of its own that lasts: its letter is its place.
              key={letterOf(index)}
              desk={desk}
              version={version}
              index={index}
              remove={() => remove(index)}
            />
          ))}
        </ul>
      )}
    </div>
  );
}
