// A chord under the hand, drawn: six strings, the frets that matter, a dot for each finger.
import { pretty } from "../widgets/keynames.ts";
import { type Shape, shapeOf, shapeSaid } from "./guitar.ts";

const STRINGS = 6;
const LEAST_FRETS = 4;
const [GAP, STEP, LEFT, TOP] = [12, 15, 20, 20];
const RIGHT = LEFT + GAP * (STRINGS - 1);

/** The fret at the top of the drawing: the first, unless the hand lies beyond the fourth. */
function firstFret(frets: readonly number[]): number {
  if (Math.max(...frets) <= LEAST_FRETS) return 1;
  return Math.min(...frets.filter((fret) => fret > 0));
}

function Lines({ first, count }: { readonly first: number; readonly count: number }) {
  const bottom = TOP + STEP * count;
  return (
    <g stroke="currentColor" stroke-width="1">
      {Array.from({ length: STRINGS }, (_, i) => (
        <line key={i} x1={LEFT + GAP * i} x2={LEFT + GAP * i} y1={TOP} y2={bottom} />
      ))}
      {Array.from({ length: count + 1 }, (_, i) => (
        <line
          key={i}
          x1={LEFT}
          x2={RIGHT}
          y1={TOP + STEP * i}
          y2={TOP + STEP * i}
          stroke-width={i === 0 && first === 1 ? 4 : 1}
        />
      ))}
    </g>
  );
}

/** One finger across several strings, as a bar behind its dots. */
function Across({ shape, y }: { readonly shape: Shape; y(fret: number): number }) {
  const fingers = [...new Set(shape.fingers)].filter((finger) => finger > 0);
  const bars = fingers.flatMap((finger) => {
    const first = shape.fingers.indexOf(finger);
    const last = shape.fingers.lastIndexOf(finger);
    return first < last ? [{ finger, first, last, fret: shape.frets[first]! }] : [];
  });
  return (
    <g stroke="currentColor" stroke-width="11" stroke-linecap="round">
      {bars.map(({ finger, first, last, fret }) => (
        <line key={finger} x1={LEFT + GAP * first} x2={LEFT + GAP * last} y1={y(fret)} y2={y(fret)} />
      ))}
    </g>
  );
}

function Strings({ shape, y }: { readonly shape: Shape; y(fret: number): number }) {
  return (
    <>
      {shape.frets.map((fret, i) => {
        const x = LEFT + GAP * i;
        if (fret < 1)
          return (
            <text key={i} x={x} y={TOP - 6} class="mk-diagram-mark">
              {fret < 0 ? "×" : "○"}
            </text>
          );
        return (
          <g key={i}>
            <circle cx={x} cy={y(fret)} r="5.5" fill="currentColor" />
            <text x={x} y={y(fret) + 3} class="mk-diagram-finger">
              {shape.fingers[i]}
            </text>
          </g>
        );
      })}
    </>
  );
}

export function Diagram({ symbol }: { readonly symbol: string }) {
  const shape = shapeOf(symbol);
  if (shape === null) return null;
  const first = firstFret(shape.frets);
  const count = Math.max(LEAST_FRETS, Math.max(...shape.frets) - first + 1);
  const y = (fret: number): number => TOP + STEP * (fret - first + 0.5);
  return (
    <li class="mk-diagram">
      <span aria-hidden="true">{pretty(symbol)}</span>
      <svg
        role="img"
        aria-label={shapeSaid(symbol, shape)}
        viewBox={`0 0 ${RIGHT + 12} ${TOP + STEP * count + 4}`}
      >
        <Lines first={first} count={count} />
        {first > 1 && (
          <text x={LEFT - 13} y={TOP + STEP * 0.5 + 3} class="mk-diagram-fret">
            {first}
          </text>
        )}
        <Across shape={shape} y={y} />
        <Strings shape={shape} y={y} />
      </svg>
    </li>
  );
}

export function Diagrams({ symbols }: { readonly symbols: readonly string[] }) {
  return (
    <ul class="mk-diagrams" aria-label="Chords on the guitar">
      {symbols.map((symbol) => (
        <Diagram key={symbol} symbol={symbol} />
      ))}
    </ul>
  );
}
