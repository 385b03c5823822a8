// Small controls that the parts of a widget share.
import type { ComponentChildren } from "preact";
import { type Desk, setKeys } from "./desk.ts";
import { Icon, type IconName } from "./icons.tsx";

export interface ButtonProps {
  readonly icon?: IconName;
  readonly label?: string;
  readonly pressed?: boolean;
  /** Nothing to do now; it can still be reached, so that no focus is lost. */
  readonly idle?: boolean;
  /** Whether what it opens is open. */
  readonly expanded?: boolean;
  readonly id?: string;
  readonly kind?: "plain" | "strong" | "small";
  readonly children: ComponentChildren;
  onPress(): void;
}

export function Button({
  icon,
  label,
  pressed,
  idle,
  expanded,
  id,
  kind = "plain",
  children,
  onPress,
}: ButtonProps) {
  return (
    <button
      type="button"
      class={`mk-button is-${kind}`}
      {...(label === undefined ? {} : { "aria-label": label })}
      {...(pressed === undefined ? {} : { "aria-pressed": pressed })}
      {...(idle === undefined ? {} : { "aria-disabled": idle })}
      {...(expanded === undefined ? {} : { "aria-expanded": expanded })}
      {...(id === undefined ? {} : { id })}
      onClick={idle ? undefined : onPress}
    >
      {icon && <Icon name={icon} />}
      <span>{children}</span>
    </button>
  );
}

export interface SliderProps {
  readonly label: string;
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly step: number;
  readonly text: string;
  /** Where the label would only repeat what stands beside it. */
  readonly name?: string;
  onInput(value: number): void;
  onSettle?(): void;
}

export function Slider({ label, value, low, high, step, text, name, onInput, onSettle }: SliderProps) {
  return (
    <label class="mk-field">
      <span class="mk-field-name">{label}</span>
      <input
        type="range"
        min={low}
        max={high}
        step={step}
        value={value}
        aria-valuetext={text}
        {...(name === undefined ? {} : { "aria-label": name })}
        onInput={(event) => onInput(Number(event.currentTarget.value))}
        onChange={() => onSettle?.()}
      />
      <span class="mk-field-value" aria-hidden="true">
        {text}
      </span>
    </label>
  );
}

export interface Option {
  readonly value: string;
  readonly text: string;
}

export interface ChooseProps {
  readonly label: string;
  readonly name?: string;
  readonly id?: string;
  readonly value: string;
  readonly options: readonly Option[];
  onChoose(value: string): void;
}

export function Choose({ label, name, id, value, options, onChoose }: ChooseProps) {
  return (
    <label class="mk-field">
      <span class="mk-field-name">{label}</span>
      <select
        value={value}
        {...(name === undefined ? {} : { "aria-label": name })}
        {...(id === undefined ? {} : { id })}
        onChange={(event) => onChoose(event.currentTarget.value)}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value} selected={option.value === value}>
            {option.text}
          </option>
        ))}
      </select>
    </label>
  );
}

export interface RadiosProps {
  readonly legend: string;
  readonly name: string;
  readonly value: string | null;
  readonly options: readonly Option[];
  onChoose(value: string): void;
}

export function Radios({ legend, name, value, options, onChoose }: RadiosProps) {
  return (
    <fieldset class="mk-radios">
      <legend class="mk-unseen">{legend}</legend>
      {options.map((option) => (
        <label key={option.value}>
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === value}
            onChange={() => onChoose(option.value)}
          />
          <span>{option.text}</span>
        </label>
      ))}
    </fieldset>
  );
}

export interface CheckProps {
  readonly checked: boolean;
  readonly id?: string;
  readonly children: ComponentChildren;
  onToggle(checked: boolean): void;
}

export function Check({ checked, id, children, onToggle }: CheckProps) {
  return (
    <label class="mk-check">
      <input
        type="checkbox"
        checked={checked}
        {...(id === undefined ? {} : { id })}
        onChange={(event) => onToggle(event.currentTarget.checked)}
      />
      <span>{children}</span>
    </label>
  );
}

/** A link that the browser did not let be copied, to be taken by hand; nothing where there is none. */
export function LinkField({ link }: { readonly link: string }) {
  if (link === "") return null;
  return (
    <input
      class="mk-link"
      readOnly
      aria-label="Link"
      value={link}
      onFocus={(event) => event.currentTarget.select()}
    />
  );
}

export function KeysCheck({ desk }: { readonly desk: Desk }) {
  return (
    <Check checked={desk.keysOn.value} onToggle={(on) => setKeys(desk, on)}>
      Letter keys: Space plays, S stops, A as written or performed, L loop, H hides names
    </Check>
  );
}
