// What lies outside the layers: Python composes it, where there is a kernel.
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Assets } from "../audio/types.ts";
import type { Choice, Joined } from "../core/layertables.ts";
import { Button, Choose, type Option } from "../widgets/controls.tsx";
import type { Compose } from "./bench.ts";
import { LONGEST_TEXT, NOTHING_OWN } from "./choice.ts";
import type { At } from "./elements.tsx";

type Named = readonly (readonly [id: string, name: string])[];
/** What Python can be asked for. */
interface Known {
  readonly grooves: Named;
  readonly modes: Named;
  readonly progressions: Named;
}

/** How Python is asked to compose; null where there is none. */
export function composeOf({ ask }: Assets): Compose | null {
  return ask === undefined ? null : async (choice: Choice) => (await ask({ compose: choice })) as Joined;
}

interface Props extends At {
  readonly assets: Assets;
  readonly name: string;
}

export function OwnPiece(props: Props) {
  return (
    <details class="mk-about">
      <summary>Beyond these choices</summary>
      {props.assets.ask === undefined ? (
        <p>
          Your own chords in roman numerals, any groove under any style, more modes and another seed are
          composed by Python when you ask for them: open this chapter in JupyterLab (the front page says how),
          and the controls for it stand here.
        </p>
      ) : (
        <Asking {...props} />
      )}
    </details>
  );
}

const named = (all: Named): readonly Option[] => all.map(([value, text]) => ({ value, text }));

function Asking({ bench, assets, name }: Props) {
  const known = useSignal<Known>({ grooves: [], modes: [], progressions: [] });
  const { own } = bench.choice.value;
  const draft = useSignal(own ?? NOTHING_OWN);
  useEffect(() => {
    draft.value = own ?? draft.peek();
  }, [own]);
  useEffect(() => {
    assets.ask!({ compose: "elements" }).then(
      (found) => {
        known.value = found as Known;
      },
      (error: unknown) => {
        bench.message.value = error instanceof Error ? error.message : String(error);
      },
    );
  }, []);
  const { grooves, modes, progressions } = known.value;
  const { groove, mode, progression, seed } = draft.value;
  const put = (part: Partial<typeof draft.value>): void => {
    draft.value = { ...draft.peek(), ...part };
  };
  const submit = (event: Event): void => {
    event.preventDefault();
    bench.set({ own: draft.peek() });
  };
  return (
    <form class="mk-form-own" onSubmit={submit}>
      <div class="mk-form-elements">
        <label class="mk-field">
          <span class="mk-field-name">Chords, in roman numerals or by name</span>
          <input
            type="text"
            value={progression ?? ""}
            maxLength={LONGEST_TEXT}
            placeholder="ii7 V7 Imaj7 vi"
            list={`${name}-progressions`}
            onInput={(event) => put({ progression: event.currentTarget.value.trim() || null })}
          />
          <datalist id={`${name}-progressions`}>
            {progressions.map(([id, text]) => (
              <option key={id} value={id}>
                {text}
              </option>
            ))}
          </datalist>
        </label>
        <Choose
          label="Groove"
          value={groove ?? ""}
          options={[{ value: "", text: "as the style has it" }, ...named(grooves)]}
          onChoose={(value) => put({ groove: value || null })}
        />
        <Choose
          label="Mode, of all that Python knows"
          value={mode ?? ""}
          options={[{ value: "", text: "as chosen above" }, ...named(modes)]}
          onChoose={(value) => put({ mode: value || null })}
        />
        <label class="mk-field">
          <span class="mk-field-name">Seed: another number, another melody</span>
          <input
            type="number"
            min={0}
            max={999_999}
            value={seed}
            onInput={(event) =>
              put({ seed: Math.max(0, Math.floor(event.currentTarget.valueAsNumber) || 0) })
            }
          />
        </label>
      </div>
      <div class="mk-row">
        <button type="submit" class="mk-button is-strong">
          <span>Let Python compose it</span>
        </button>
        <Button kind="small" idle={own === null} onPress={() => bench.set({ own: null })}>
          Back to the layers
        </Button>
      </div>
    </form>
  );
}
