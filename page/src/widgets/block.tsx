// One block of the timeline, under a mouse, a finger or a key.
import { useRef } from "preact/hooks";
import type { Component } from "../core/types.ts";
import { type Block, blockName, blockText, outlineOf } from "./blocks.ts";
import { Icon } from "./icons.tsx";
import type { Part } from "./moving.ts";

export interface BlockActs {
  /** Open the block's card, and go to it if `go`. */
  choose(block: Block, go: boolean): void;
  /** Move a part of the block to a beat, as near as it comes. */
  move(block: Block, part: Part, beat: number): void;
  step(block: Block, part: Part, steps: 1 | -1): void;
  size(block: Block, amount: number): void;
  remove(block: Block): void;
  settle(): void;
}

export interface BlockProps {
  readonly block: Block;
  readonly id: string;
  readonly component: Component | null;
  /** Shares of the width of the timeline. */
  readonly left: number;
  readonly width: number;
  readonly top_rem: number;
  readonly chosen: boolean;
  readonly describedBy: string;
  readonly beats_per_pixel: number;
  readonly range: readonly [start_beat: number, end_beat: number];
  readonly acts: BlockActs & { hold(on: boolean): void };
}

/** A hand that only trembles does not drag. */
const SLACK_PIXELS = 5;
/** From nothing to the whole amount. */
const AMOUNT_PIXELS = 120;

interface Drag {
  readonly x: number;
  readonly y: number;
  readonly part: Part;
  /** The block as it was when it was touched. */
  readonly from: Block;
  way: "place" | "amount" | null;
}

/** What a key does to a block; answers whether it does anything. */
function pressed(event: KeyboardEvent, block: Block, acts: BlockActs, range: BlockProps["range"]): boolean {
  const part = event.shiftKey && block.note === null ? "end" : "whole";
  switch (event.key) {
    case "ArrowLeft":
    case "ArrowRight":
      acts.step(block, part, event.key === "ArrowRight" ? 1 : -1);
      return true;
    case "ArrowUp":
    case "ArrowDown":
      acts.size(block, block.amount + (event.key === "ArrowUp" ? 0.05 : -0.05));
      return true;
    case "PageUp":
    case "PageDown":
      acts.size(block, block.amount + (event.key === "PageUp" ? 0.25 : -0.25));
      return true;
    case "Home":
    case "End":
      if (block.note === null) acts.move(block, part, event.key === "Home" ? range[0] : range[1]);
      return true;
    case "Delete":
    case "Backspace":
      acts.remove(block);
      return true;
    case "Enter":
    case " ":
      acts.choose(block, event.key === "Enter");
      return true;
    default:
      return false;
  }
}

function useDrag({ block, chosen, beats_per_pixel, acts }: BlockProps) {
  const drag = useRef<Drag | null>(null);
  const end = (): void => {
    if (drag.current === null) return;
    drag.current = null;
    acts.hold(false);
    acts.settle();
  };
  return {
    down: (event: PointerEvent): void => {
      const knob = event.currentTarget as HTMLElement;
      acts.choose(block, false);
      knob.focus({ preventScroll: true }); // or the timeline would move under the hand
      // A finger that meets a block on its way down the page scrolls: it drags the one that is chosen.
      if (event.button !== 0 || (event.pointerType === "touch" && !chosen)) return;
      event.preventDefault();
      knob.setPointerCapture(event.pointerId);
      const grip = (event.target as Element).closest("[data-part]");
      const part = (grip?.getAttribute("data-part") ?? "whole") as Part;
      drag.current = { x: event.clientX, y: event.clientY, part, from: block, way: null };
      acts.hold(true);
    },
    move: (event: PointerEvent): void => {
      const held = drag.current;
      if (held === null) return;
      const [dx, dy] = [event.clientX - held.x, event.clientY - held.y];
      if (held.way === null && Math.hypot(dx, dy) < SLACK_PIXELS) return;
      held.way ??= held.part !== "whole" || Math.abs(dx) >= Math.abs(dy) ? "place" : "amount";
      const { from, part } = held;
      if (held.way === "amount") acts.size(block, from.amount - dy / AMOUNT_PIXELS);
      else {
        const at = part === "end" ? from.to_beat : from.from_beat;
        acts.move(block, part, at + dx * beats_per_pixel);
      }
    },
    end,
  };
}

export function BlockView(props: BlockProps) {
  const { block, id, component, left, width, top_rem, chosen, describedBy, range, acts } = props;
  const { down, move, end } = useDrag(props);
  const sign = block.note !== null;
  return (
    <div
      class={`mk-block mk-${block.meaning}${sign ? " is-sign" : ""}${chosen ? " is-chosen" : ""}`}
      id={id}
      role="slider"
      tabIndex={0}
      aria-label={blockName(block)}
      aria-current={chosen}
      aria-orientation="horizontal"
      aria-valuemin={range[0]}
      aria-valuemax={range[1]}
      aria-valuenow={block.from_beat}
      aria-valuetext={blockText(block)}
      aria-describedby={describedBy}
      title={`${blockName(block)}, ${block.place}`}
      style={{
        left: `${left * 100}%`,
        ...(sign ? {} : { width: `${width * 100}%` }),
        top: `${top_rem}rem`,
      }}
      onPointerDown={down}
      onPointerMove={move}
      onPointerUp={end}
      onPointerCancel={end}
      onKeyDown={(event) => {
        if (event.ctrlKey || event.altKey || event.metaKey) return;
        if (pressed(event, block, acts, range)) event.preventDefault();
      }}
      onKeyUp={acts.settle}
      onClick={(event) => event.stopPropagation()}
    >
      {sign ? (
        <Icon name={block.kind === "fermata" ? "fermata" : "accent"} />
      ) : (
        <>
          {component && (
            <svg class="mk-outline" viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
              <path d={outlineOf(component)} />
            </svg>
          )}
          <span class="mk-block-name">{blockName(block)}</span>
          <span class="mk-grip" data-part="start" />
          <span class="mk-grip" data-part="end" />
        </>
      )}
    </div>
  );
}
