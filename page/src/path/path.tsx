// Path: one beginning, and after each phrase three ways on.
import { useSignal } from "@preact/signals";
import { render } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { Assets } from "../audio/types.ts";
import { pitchesOf, prepareAhead } from "../widgets/ahead.ts";
import { Button } from "../widgets/controls.tsx";
import type { OpenModel } from "../widgets/kinds.ts";
import { StaticModel } from "../widgets/model.ts";
import { parseTraits } from "../widgets/traits.ts";
import { showWidget, soundOfPage } from "../widgets/widget.ts";
import { bitsInWords, Line } from "./line.tsx";
import { CHOICES, type Choice, letterOf, nameOf, type Table } from "./model.ts";
import { createGrowingPlayer, type GrowingPlayer } from "./player.ts";
import { createWalk, type Walk, wayInWords } from "./walk.ts";
import { followWay } from "./way.ts";

interface At {
  readonly walk: Walk;
  readonly player: GrowingPlayer;
  readonly assets: Assets;
  readonly name: string;
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
const TITLES: Readonly<Record<Choice, string>> = {
  predictable: "Predictable",
  contrast: "Contrast",
  surprise: "Surprise",
  home: "Come home",
};

function Bar({ walk, player }: At) {
  const playing = player.playing.value;
  const number = walk.here.value + 1;
  const { length } = walk.phrases.value;
  return (
    <div class="mk-playbar">
      <Button
        icon={playing ? "pause" : "play"}
        kind="strong"
        onPress={() => (playing ? player.pause() : walk.play())}
      >
        {playing ? "Pause" : "Play"}
      </Button>
      <Button icon="stop" onPress={player.stop}>
        Stop
      </Button>
      <p class="mk-place">
        {player.loading.value ? "Fetching the sound …" : `Phrase ${number} of ${length}`}
      </p>
    </div>
  );
}

function Fork({ walk, name }: At) {
  const way = walk.way.value;
  const open = walk.choices.value;
  const home = way.endsWith("h");
  return (
    <fieldset class="mk-group mk-path-fork">
      <legend>
        {home ? "The path has come home." : `What comes after phrase ${walk.phrases.value.length}?`}
      </legend>
      <div class="mk-row">
        {([...CHOICES, "home"] as const).map((choice) => {
          const taken = walk.kept.value.some((kept) => kept.startsWith(way + letterOf(choice)));
          return (
            <Button
              key={choice}
              {...(choice === "predictable" ? { id: `${name}-fork` } : {})}
              idle={!open.includes(choice)}
              onPress={() => walk.choose(choice)}
            >
              {taken ? `${TITLES[choice]} (taken before)` : TITLES[choice]}
            </Button>
          );
        })}
      </div>
    </fieldset>
  );
}

function Phrases({ walk, name }: At) {
  const { table } = walk;
  const way = walk.way.value;
  return (
    <section aria-labelledby={`${name}-phrases`}>
      <p class="mk-heading" id={`${name}-phrases`}>
        The path so far
      </p>
      <ol class="mk-path-phrases">
        {walk.phrases.value.map(({ says }, place) => {
          const part = way.slice(0, place);
          const letter = part.at(-1);
          const chosen =
            letter === undefined ? "" : `${capital(nameOf(letter))}, ${bitsInWords(table.bits[part]!)}. `;
          return (
            <li key={part} {...(place === walk.here.value ? { "aria-current": "step" as const } : {})}>
              <p>
                {chosen && <strong>{chosen}</strong>}
                {says}
              </p>
              <Button
                kind="small"
                label={`Go on from here, phrase ${place + 1}`}
                idle={place === way.length}
                onPress={() => walk.back(place)}
              >
                Go on from here
              </Button>
            </li>
          );
        })}
      </ol>
    </section>
  );
}

function Kept({ walk, name }: At) {
  if (walk.kept.value.length === 0) return null;
  return (
    <section aria-labelledby={`${name}-kept`}>
      <p class="mk-heading" id={`${name}-kept`}>
        Ways that you left
      </p>
      <ul class="mk-path-kept">
        {walk.kept.value.map((way) => (
          <li key={way}>
            <Button
              kind="small"
              onPress={() => {
                walk.takeUp(way);
                document.getElementById(`${name}-fork`)?.focus();
              }}
            >
              Take up: {wayInWords(way)}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The path as it is now, in the expressive lab, with all that can be taken away from there. */
function Lab({ walk, assets }: At) {
  const home = useRef<HTMLDivElement>(null);
  const score = walk.score.value;
  useEffect(() => {
    if (home.current === null) return () => {};
    const traits = { piece: { score }, show: ["roll", "tempo", "level"] };
    const model = new StaticModel(parseTraits(JSON.stringify(traits), "shape"));
    return showWidget(model, home.current, null, soundOfPage(assets));
  }, [score]);
  return <div class="mk-path-lab" ref={home} />;
}

function PathWidget(props: At) {
  const { walk, player, name } = props;
  const lab = useSignal(false);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group named by its title; a fieldset would bring a legend and a border
    <div
      role="group"
      class="musicking-app mk-path"
      aria-labelledby={`${name}-title`}
      data-lm-suppress-shortcuts="true"
    >
      <p class="mk-title" id={`${name}-title`}>
        One beginning, three ways on
      </p>
      <Bar {...props} />
      {player.message.value !== null && (
        <p class="mk-message" role="alert">
          {player.message.value}
        </p>
      )}
      <Fork {...props} />
      <Line walk={walk} />
      <Phrases {...props} />
      <Kept {...props} />
      <div class="mk-row">
        <Button pressed={lab.value} onPress={() => (lab.value = !lab.value)}>
          Take it to the expressive lab
        </Button>
      </div>
      {lab.value && <Lab {...props} />}
      <div class="mk-unseen" role="status">
        {walk.said.value}
      </div>
    </div>
  );
}

let widgets = 0;

/** Show a path in a place; answers how to take it away. */
export function show(place: HTMLElement, model: OpenModel, assets: Assets): () => void {
  widgets += 1;
  const frame = (work: () => void): void => {
    if (document.hidden) setTimeout(work);
    else requestAnimationFrame(work);
  };
  const sound = soundOfPage(assets);
  const player = createGrowingPlayer(sound, frame);
  const walk = createWalk(model.get("path") as Table, player);
  const unfollow = followWay(model, walk);
  prepareAhead(sound, pitchesOf(walk.score.peek().voices));
  render(<PathWidget walk={walk} player={player} assets={assets} name={`mk-path-${widgets}`} />, place);
  return () => {
    unfollow();
    render(null, place);
    player.dispose();
  };
}
