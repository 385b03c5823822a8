// Fields of a plan: everything that is written is kept as it is typed.
import { Check, Radios, Slider } from "../widgets/controls.tsx";
import { GROUNDS, HORIZONS, PATHS, type Plan, STRUCTURES, type TextName } from "./model.ts";
import type { Plans } from "./store.ts";
import { GROUND_NAMES, HEADINGS, HINTS, HORIZON_NAMES, PATH_NAMES } from "./words.ts";

export interface At {
  readonly plans: Plans;
  /** Begins the ids and radio names of this widget. */
  readonly name: string;
}

export function Text({
  plans,
  name,
  of,
  lines = 3,
}: At & { readonly of: TextName; readonly lines?: number }) {
  const hint = HINTS[of];
  const id = `${name}-${of}`;
  const common = {
    id,
    value: plans.current.value[of],
    maxLength: 20_000,
    ...(hint === undefined ? {} : { "aria-describedby": `${id}-hint` }),
    onInput: (event: { currentTarget: { value: string } }) =>
      plans.change({ [of]: event.currentTarget.value } as Partial<Plan>),
  };
  return (
    <div class="mk-written">
      <label for={id}>{HEADINGS[of]}</label>
      {hint !== undefined && (
        <p class="mk-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {lines === 1 ? <input type="text" {...common} /> : <textarea rows={lines} {...common} />}
      <p class="mk-paper-text">{plans.current.value[of]}</p>
    </div>
  );
}

const options = <T extends string>(values: readonly T[], names: Readonly<Record<T, string>>) =>
  values.map((value) => ({ value, text: names[value] }));

export function Frame({ plans, name }: At) {
  const { horizon, structure } = plans.current.value;
  return (
    <div class="mk-columns">
      <div class="mk-group">
        <p class="mk-heading">How far ahead</p>
        <Radios
          legend="How far ahead"
          name={`${name}-horizon`}
          value={horizon}
          options={options(HORIZONS, HORIZON_NAMES)}
          onChoose={(value) => plans.change({ horizon: value as Plan["horizon"] })}
        />
      </div>
      <div class="mk-group">
        <p class="mk-heading">How firmly</p>
        <Slider
          label="Structure"
          value={structure}
          low={0}
          high={STRUCTURES.length - 1}
          step={1}
          text={STRUCTURES[structure] ?? ""}
          onInput={(value) => plans.change({ structure: value })}
        />
      </div>
    </div>
  );
}

export function FirstChoice({ plans, name }: At) {
  const { grounds, path } = plans.current.value;
  return (
    <fieldset class="mk-group">
      <legend>First choice</legend>
      <div class="mk-row">
        {GROUNDS.map((ground) => (
          <Check
            key={ground}
            checked={grounds.includes(ground)}
            onToggle={(on) =>
              plans.change({
                grounds: GROUNDS.filter((other) => (other === ground ? on : grounds.includes(other))),
              })
            }
          >
            {GROUND_NAMES[ground]}
          </Check>
        ))}
      </div>
      <Text plans={plans} name={name} of="choice" />
      <div class="mk-row">
        <span>From there it goes on</span>
        <Radios
          legend="From there it goes on"
          name={`${name}-path`}
          value={path}
          options={options(PATHS, PATH_NAMES)}
          onChoose={(value) => plans.change({ path: value as Plan["path"] })}
        />
      </div>
    </fieldset>
  );
}
