// What is said twice reaches who listens twice: as another text, which is read alike.
import { signal } from "@preact/signals";
import { expect, test } from "vitest";
import { say } from "../../src/widgets/said.ts";

test("the same sentence again is another text with the same words, however often", () => {
  const said = signal("");
  const texts: string[] = [];
  said.subscribe((text) => texts.push(text));
  for (let i = 0; i < 4; i++) say(said, "1 of 2 is there.");
  expect(texts.length).toBe(5);
  expect(new Set(texts.map((text) => text.trim()))).toEqual(new Set(["", "1 of 2 is there."]));
  say(said, "All is there.");
  expect(said.value).toBe("All is there.");
});
