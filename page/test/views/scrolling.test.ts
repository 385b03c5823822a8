import { expect, test } from "vitest";
import { firstTurn, follow, reveal } from "../../src/views/scrolling.ts";

const room = (scrollLeft: number, scrollWidth = 800): HTMLElement =>
  ({ scrollLeft, clientWidth: 240, scrollWidth }) as HTMLElement;

const after = (made: HTMLElement, move: (room: HTMLElement) => void): number => {
  move(made);
  return made.scrollLeft;
};

test("a curve is opened where it first leaves what is written", () => {
  const written = [[0, 84]] as const;
  const turns = (...points: (readonly [number, number])[]): number => firstTurn(points, written);
  expect(turns([0, 84], [12, 84], [14, 70], [16, 55])).toBe(0.75);
  expect(turns([0, 84], [16, 84])).toBe(0);
  expect(turns()).toBe(0);
  // From an upbeat on, the share counts from there.
  expect(turns([-1, 84], [3, 84], [7, 60])).toBe(0.5);
  // What is changed from the beginning on is seen from there, and not from where it ends.
  expect(turns([0, 60], [8, 60], [8, 84], [16, 84])).toBe(0);
});

test("what is played stays in sight", () => {
  expect(after(room(0), (at) => follow(at, 0.5))).toBe(376);
  expect(after(room(300), (at) => follow(at, 0.5))).toBe(300);
  expect(after(room(300), (at) => follow(at, 0))).toBe(0);
  expect(after(room(0, 240), (at) => follow(at, 1))).toBe(0);
});

test("what is chosen is brought into sight, and what is in sight stands still", () => {
  expect(after(room(0), (at) => reveal(at, 600, 120))).toBe(576);
  expect(after(room(0), (at) => reveal(at, 40, 120))).toBe(0);
});
