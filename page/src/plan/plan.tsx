// Plan: preparing a session, from open to structured. It stays on the reader's device.
import { useSignal } from "@preact/signals";
import { render } from "preact";
import { useRef } from "preact/hooks";
import type { Assets } from "../audio/types.ts";
import { MusicError } from "../core/error.ts";
import { Button, Choose, LinkField, type Option } from "../widgets/controls.tsx";
import type { OpenModel } from "../widgets/kinds.ts";
import { printAlone } from "../widgets/printing.ts";
import { type At, FirstChoice, Frame, Text } from "./fields.tsx";
import { Lines } from "./lines.tsx";
import { emptyPlan, newId, readPlan } from "./model.ts";
import { openPlans, type Plans } from "./store.ts";
import { followPlanLinks, planLink, savePlan } from "./take.ts";
import { markdown, planName } from "./words.ts";

export interface Songs {
  readonly assets: Assets;
  readonly options: readonly Option[];
}

interface PlanProps extends At {
  readonly songs: Songs;
}

const MOST_FILE_BYTES = 2 * 1024 * 1024;

function Which({ plans }: At) {
  const bringBack = useSignal<(() => void) | null>(null);
  const { all, current } = plans;
  const made = all.value.map((plan) => ({ value: plan.id, text: planName(plan) }));
  return (
    <div class="mk-row mk-not-printed">
      <Choose label="Plan" value={current.value.id} options={made} onChoose={plans.choose} />
      <Button icon="plus" onPress={() => plans.add(emptyPlan(Date.now()))}>
        New plan
      </Button>
      <Button onPress={() => plans.add({ ...current.peek(), name: `${planName(current.peek())} (copy)` })}>
        Copy
      </Button>
      <Button
        icon="close"
        onPress={() => {
          const back = plans.remove();
          bringBack.value = () => {
            back();
            bringBack.value = null;
          };
        }}
      >
        Delete
      </Button>
      {bringBack.value !== null && (
        <Button icon="undo" onPress={() => bringBack.value?.()}>
          Bring the deleted plan back
        </Button>
      )}
    </div>
  );
}

async function readFile(plans: Plans, file: File): Promise<string> {
  if (file.size > MOST_FILE_BYTES) throw new MusicError("The file is too large to be a plan.");
  try {
    const data = JSON.parse(await file.text()) as { plan?: unknown };
    plans.add(readPlan(data?.plan));
  } catch {
    throw new MusicError("The file is not a plan that was saved in this book: choose another.");
  }
  return "The plan is opened beside your others.";
}

function Take({ plans, songs }: PlanProps) {
  const said = useSignal("");
  const link = useSignal("");
  const input = useRef<HTMLInputElement>(null);
  const carry = async (work: () => Promise<string> | string): Promise<void> => {
    plans.message.value = null;
    link.value = "";
    try {
      said.value = await work();
    } catch (error) {
      said.value = "";
      plans.message.value = error instanceof Error ? error.message : String(error);
    }
  };
  const titleOf = (song: string): string => songs.options.find(({ value }) => value === song)?.text ?? song;
  const copy = async (): Promise<string> => {
    const made = await planLink(plans.current.peek());
    try {
      await navigator.clipboard.writeText(made);
      return "The link is copied. It holds the whole plan: give it to nobody who may not read it.";
    } catch {
      link.value = made;
      return "The browser does not let the link be copied: take it from here.";
    }
  };
  return (
    <div class="mk-group mk-not-printed">
      <p class="mk-heading">Take away</p>
      <div class="mk-row">
        <Button
          onPress={() => {
            const root = document.activeElement?.closest<HTMLElement>(".musicking");
            if (root) printAlone(root);
          }}
        >
          Print
        </Button>
        <Button
          onPress={() =>
            void carry(() => savePlan(plans.current.peek(), "md", (plan) => markdown(plan, titleOf)))
          }
        >
          Text (Markdown)
        </Button>
        <Button
          onPress={() =>
            void carry(() =>
              savePlan(plans.current.peek(), "json", (plan) =>
                JSON.stringify({ book: "musicking", plan }, null, 1),
              ),
            )
          }
        >
          Save as a file
        </Button>
        <Button onPress={() => input.current?.click()}>Open a file</Button>
        <input
          ref={input}
          type="file"
          accept=".json,application/json"
          hidden
          aria-label="A saved plan"
          onChange={({ currentTarget }) => {
            const file = currentTarget.files?.[0];
            if (file !== undefined) void carry(() => readFile(plans, file));
            currentTarget.value = "";
          }}
        />
        <Button onPress={() => void carry(copy)}>Copy link</Button>
      </div>
      <LinkField link={link.value} />
      <p class="mk-field-value" role="status">
        {said.value}
      </p>
    </div>
  );
}

function PlanWidget(props: PlanProps) {
  const { plans, name } = props;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group named by its title; a fieldset would bring a legend and a border
    <div
      role="group"
      class="musicking-app mk-plan"
      aria-labelledby={`${name}-title`}
      data-lm-suppress-shortcuts="true"
    >
      <p class="mk-title" id={`${name}-title`}>
        Plan a session
      </p>
      <p class="mk-hint">
        What you write stays on this device. Write nothing that could identify a client: no name, no place, no
        date of birth.
      </p>
      {plans.message.value !== null && (
        <p class="mk-message" role="alert">
          {plans.message.value}
        </p>
      )}
      <Which plans={plans} name={name} />
      <Text plans={plans} name={name} of="name" lines={1} />
      <Text plans={plans} name={name} of="aims" />
      <Text plans={plans} name={name} of="preferences" />
      <Frame plans={plans} name={name} />
      <FirstChoice plans={plans} name={name} />
      <Lines {...props} />
      <Text plans={plans} name={name} of="open" />
      <Text plans={plans} name={name} of="ending" lines={2} />
      <Text plans={plans} name={name} of="reflection" lines={4} />
      <Take {...props} />
    </div>
  );
}

/** Show the planner in a place; answers how to take it away. */
export function show(place: HTMLElement, model: OpenModel, assets: Assets): () => void {
  const plans = openPlans(() => localStorage, Date.now, globalThis);
  const name = `mk-plan-${newId().slice(0, 8)}`;
  const songs = { assets, options: optionsOf(model.get("songs")) };
  render(<PlanWidget plans={plans} name={name} songs={songs} />, place);
  const unfollow = followPlanLinks(plans);
  return () => {
    render(null, place);
    unfollow();
    plans.dispose();
  };
}

/** Songs as the page names them: pairs of a name and a title. */
function optionsOf(songs: unknown): readonly Option[] {
  if (!Array.isArray(songs)) return [];
  return songs.map(([value, text]: [string, string]) => ({ value, text }));
}
