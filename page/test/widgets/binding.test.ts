import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { bind, spaced } from "../../src/widgets/binding.ts";
import { StaticModel } from "../../src/widgets/model.ts";
import { traits } from "./fakes.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

class CountingModel extends StaticModel {
  saved = 0;
  override save_changes(): void {
    this.saved += 1;
  }
}

describe("bind", () => {
  it("brings a change of the model to the page without an echo", () => {
    const model = new CountingModel(traits);
    const speed = bind(model, "speed");
    model.set("speed", 0.5);
    expect(speed.value.value).toBe(0.5);
    expect(model.saved).toBe(0);
  });

  it("brings a change of the page to the model, once", () => {
    const model = new CountingModel(traits);
    const show = bind(model, "show");
    show.value.value = ["roll"];
    show.value.value = ["roll"];
    expect(model.get("show")).toEqual(["roll"]);
    expect(model.saved).toBe(1);
  });

  it("sends the first and the last of many changes", () => {
    const model = new CountingModel(traits);
    const volume = bind(model, "volume", 250);
    vi.advanceTimersByTime(250);
    for (const value of [0.1, 0.2, 0.3, 0.4]) volume.value.value = value;
    expect(model.get("volume")).toBe(0.1);
    vi.advanceTimersByTime(250);
    expect(model.get("volume")).toBe(0.4);
    expect(model.saved).toBe(2);
  });

  it("is silent once it is disposed", () => {
    const model = new CountingModel(traits);
    const speed = bind(model, "speed");
    speed.dispose();
    speed.value.value = 2;
    model.set("speed", 0.5);
    expect([speed.value.value, model.saved]).toEqual([2, 0]);
  });
});

describe("spaced", () => {
  it("runs at most once in every pause", () => {
    const work = vi.fn();
    const often = spaced(work, 100);
    for (let i = 0; i < 10; i += 1) {
      often();
      vi.advanceTimersByTime(30);
    }
    expect(work.mock.calls.length).toBeLessThanOrEqual(4);
    vi.runAllTimers();
    expect(work.mock.calls.length).toBeGreaterThanOrEqual(3);
  });
});
