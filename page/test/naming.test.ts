import { describe, expect, it } from "vitest";
import { degreesInWords } from "../src/core/naming.ts";

describe("degrees of a scale", () => {
  it("are said in words, as a musician says them", () => {
    expect(degreesInWords(["3", "7"])).toBe("third and seventh");
    expect(degreesInWords(["b2"])).toBe("lowered second");
    expect(degreesInWords(["#4", "#5"])).toBe("raised fourth and raised fifth");
  });
});
