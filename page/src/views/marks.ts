// The marks drawn over an engraved score, with room made for them between its lines of music.
import type { Mark } from "../core/marks.ts";
import type { Score } from "../core/types.ts";
import { type Line, linesOf, measure, type System } from "./engraving.ts";
import { clear, lay } from "./markrows.ts";
import { move } from "./signs.ts";

/** The marks of one picture: drawn anew when they change, over what was measured once. */
export class MarkedScore {
  readonly #lines: readonly Line[];
  readonly #measured = new Map<Line, System>();
  readonly #view: readonly [x: number, y: number, width: number, height: number];
  #drawn = "";

  constructor(
    private readonly svg: SVGSVGElement,
    private readonly score: Score,
  ) {
    this.#lines = linesOf(svg, score);
    const kept = svg.dataset["view"] ?? svg.getAttribute("viewBox") ?? "";
    svg.dataset["view"] = kept;
    const [x = 0, y = 0, width = 0, height = 0] = kept.split(/[ ,]+/).map(Number);
    this.#view = [x, y, width, height];
  }

  /** Draw these marks and no others; hidden, they keep their room. Answers whether the picture could be measured. */
  show(marks: readonly Mark[], hidden = false): boolean {
    this.svg.classList.toggle("has-hidden-marks", hidden);
    const now = JSON.stringify(marks);
    if (now === this.#drawn) return true;
    const [x, y, width, height] = this.#view;
    const picture = { top: y, right: x + width };
    let down = 0;
    const laid: (() => void)[] = [];
    for (const line of this.#lines) {
      const here = marks.filter((mark) => isIn(line, mark, line === this.#lines.at(-1)));
      const system = here.length > 0 ? this.#systemOf(line) : null;
      if (here.length > 0 && system === null) return false;
      line.group.querySelector(":scope > .mk-marks")?.remove();
      const { above, below } = system ? lay(system, here, picture) : clear(line);
      down += above;
      const place = down;
      laid.push(() => move(line.group, place));
      down += below;
    }
    for (const place of laid) place();
    this.svg.setAttribute("viewBox", `${x} ${y} ${width} ${height + down}`);
    this.#drawn = now;
    return true;
  }

  #systemOf(line: Line): System | null {
    const known = this.#measured.get(line);
    if (known) return known;
    clear(line);
    const found = measure(line, this.score);
    if (found) this.#measured.set(line, found);
    return found;
  }
}

function isIn({ from_beat, to_beat }: Line, mark: Mark, last: boolean): boolean {
  // A breath at a barline belongs to the line that ends there.
  if (mark.sign === "breath") return mark.from_beat > from_beat && mark.from_beat <= to_beat;
  if (mark.to_beat === null)
    return mark.from_beat >= from_beat && (mark.from_beat < to_beat || (last && mark.from_beat <= to_beat));
  return mark.from_beat < to_beat && mark.to_beat > from_beat;
}
