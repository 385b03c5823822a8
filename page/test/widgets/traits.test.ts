import { describe, expect, it } from "vitest";
import { parseTraits } from "../../src/widgets/traits.ts";
import { score } from "./fakes.ts";

const read = (traits: object, widget: string | undefined = "listen") =>
  parseTraits(JSON.stringify(traits), widget);

describe("parseTraits", () => {
  it("fills in what is missing", () => {
    expect(read({ piece: { score } })).toMatchObject({
      widget: "listen",
      interpretation: null,
      view: "performed",
      position_beat: -1,
      speed: 1,
      volume: 0.8,
      show: ["notation"],
      title: null,
    });
  });

  it("keeps what is given, within its bounds", () => {
    const given = {
      view: "written",
      position_beat: 99,
      speed: 9,
      volume: -1,
      loop: [0, 3],
      show: ["roll", "sheet", "x"],
      transpose: -99,
      capo: 2.4,
      count_in: "2",
      click: true,
      muted: ["bass", 7],
    };
    expect(read({ piece: { score }, ...given }, "shape")).toMatchObject({
      widget: "shape",
      view: "written",
      position_beat: 12,
      speed: 4,
      volume: 0,
      loop: [0, 3],
      show: ["sheet", "roll"],
      transpose: -11,
      capo: 2,
      count_in: 0,
      click: true,
      muted: ["bass"],
    });
  });

  it("finds a piece by its name, and gives it to all that name it", () => {
    const find = (name: string) => (name === "piece-1" ? JSON.stringify({ score }) : null);
    const named = () => parseTraits(JSON.stringify({ piece: "piece-1" }), "listen", find).piece;
    expect(named()).toEqual({ score });
    expect(named()).toBe(named());
    expect(() => parseTraits(JSON.stringify({ piece: "piece-2" }), "listen", find)).toThrow(/cannot be read/);
  });

  it("never starts playing by itself", () => {
    expect(read({ piece: { score }, playing: true }).playing).toBe(false);
  });

  it.each([
    ["{broken", "listen", /cannot be read/],
    ["[]", "listen", /incomplete/],
    ["{}", "listen", /no score/],
    [JSON.stringify({ piece: { score: { ...score, bars: [] } } }), "listen", /no score/],
    [JSON.stringify({ piece: { score } }), "juggle", /does not know the widget "juggle"/],
    [JSON.stringify({ piece: { score } }), undefined, /does not know the widget/],
    [JSON.stringify({ piece: { score }, interpretation: { version: 2 } }), "listen", /another version/],
  ])("refuses %s in one sentence", (text, widget, sentence) => {
    expect(() => parseTraits(text, widget)).toThrow(sentence);
  });

  it("drops a loop that runs backward", () => {
    expect(read({ piece: { score }, loop: [3, 0] }).loop).toBeNull();
  });
});
