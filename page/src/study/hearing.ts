// One example after another is heard: what sounds is stopped when the next begins.
import { effect, type ReadonlySignal, signal } from "@preact/signals";
import type { Assets } from "../audio/types.ts";
import { AS_WRITTEN } from "../core/edit.ts";
import { perform } from "../core/perform.ts";
import { shapes } from "../core/tables.ts";
import type { Interpretation, Score } from "../core/types.ts";
import { instruments } from "../widgets/tables.ts";
import { soundOfPage } from "../widgets/widget.ts";

export interface Heard {
  readonly name: string;
  readonly piece: string;
  readonly interpretation: Interpretation | null;
}

export interface Hearing {
  /** The name of what sounds, or will as soon as the sound is there. */
  readonly playing: ReadonlySignal<string | null>;
  readonly message: ReadonlySignal<string | null>;
  play(heard: Heard): void;
  stop(): void;
  dispose(): void;
}

export function createHearing(assets: Assets): Hearing {
  const sound = soundOfPage(assets);
  const transport = sound.transport();
  const scores = new Map<string, Score>();
  const playing = signal<string | null>(null);
  const problem = signal<string | null>(null);
  let begun = false;
  const scoreOf = async (piece: string): Promise<Score> => {
    const known = scores.get(piece);
    if (known !== undefined) return known;
    const text = new TextDecoder().decode(await assets.fetch(`pieces/${piece}.json`));
    const { score } = JSON.parse(text) as { readonly score: Score };
    scores.set(piece, score);
    return score;
  };
  const stop = (): void => {
    begun = false;
    playing.value = null;
    transport.stop();
  };
  const start = async ({ name, piece, interpretation }: Heard): Promise<void> => {
    const score = await scoreOf(piece);
    if (playing.peek() !== name) return; // another was chosen meanwhile
    const { performance, clock } = perform(score, interpretation ?? AS_WRITTEN, instruments, {
      shapes,
      speed: 1,
    });
    transport.load(performance, clock);
    transport.seek(score.start_beat);
    await transport.play();
    begun = playing.peek() === name;
    if (!begun) transport.stop();
  };
  const end = effect(() => {
    if (!transport.playing.value && begun) stop();
  });
  return {
    playing,
    message: problem,
    play: (heard) => {
      stop();
      problem.value = null;
      playing.value = heard.name;
      start(heard).catch((error: unknown) => {
        if (playing.peek() !== heard.name) return;
        stop();
        problem.value = error instanceof Error ? error.message : String(error);
      });
    },
    stop,
    dispose: () => {
      end();
      stop();
      transport.dispose();
    },
  };
}
