import { describe, expect, it } from "vitest";
import { addComponent } from "../../src/core/edit.ts";
import { StaticModel } from "../../src/widgets/model.ts";
import { placeNew } from "../../src/widgets/placing.ts";
import { createPlayer } from "../../src/widgets/player.ts";
import { createStore } from "../../src/widgets/store.ts";
import { FakeSound, frames, score, traits } from "./fakes.ts";

function widget(given: Partial<typeof traits> = {}) {
  const model = new StaticModel({ ...traits, ...given });
  const clockwork = frames();
  const store = createStore(model, clockwork.frame);
  const sound = new FakeSound();
  const player = createPlayer(store, sound, clockwork.frame);
  return { model, store, sound, player, transport: sound.made, ...clockwork };
}

const ritardando = addComponent({ version: 1 }, placeNew(score, { version: 1 }, "ritardando"));

describe("player", () => {
  it("plays and pauses", async () => {
    const { player, transport, model } = widget();
    player.toggle();
    expect([transport.playing.value, model.get("playing")]).toEqual([true, true]);
    player.toggle();
    expect([transport.playing.value, model.get("playing")]).toEqual([false, false]);
  });

  it("begins at the place that is given", () => {
    const { player, transport, model } = widget({ position_beat: 6 });
    expect([transport.beat, player.beat.value, model.get("position_beat")]).toEqual([6, 6, 6]);
  });

  it("follows the music frame by frame and says where it is", () => {
    const { player, transport, draw } = widget();
    player.play();
    transport.beat = 4.5;
    const seeks = transport.calls.filter((call) => call === "seek").length;
    draw();
    expect(transport.calls.filter((call) => call === "seek").length).toBe(seeks);
    expect([player.beat.value, player.sec.value, player.place.value]).toEqual([4.5, 5.5, "bar 2, beat 2"]);
  });

  it("goes where Python says, and does not take its own words for Python's", () => {
    const { player, transport, model } = widget();
    model.set("position_beat", 6);
    expect([transport.beat, player.beat.value]).toEqual([6, 6]);
    player.seek(99);
    expect([transport.beat, model.get("position_beat")]).toEqual([12, 12]);
  });

  it("starts and stops when Python says so", () => {
    const { transport, model } = widget();
    model.set("playing", true);
    expect(transport.playing.value).toBe(true);
    model.set("playing", false);
    expect(transport.playing.value).toBe(false);
  });

  it("shows why the sound failed, and lives on", async () => {
    const { player, transport } = widget();
    transport.fails = "There is no sound here.";
    player.play();
    await Promise.resolve();
    await Promise.resolve();
    expect(player.message.value).toBe("There is no sound here.");
    transport.fails = null;
    player.play();
    expect([player.message.value, transport.playing.value]).toEqual([null, true]);
  });

  it("passes on loop and volume", () => {
    const { store, transport } = widget();
    store.loop.value = [0, 3];
    store.volume.value = 0.5;
    expect(transport.calls).toContain("loop [0,3]");
    expect(transport.calls).toContain("volume 0.5");
  });
});

describe("store", () => {
  it("performs once a frame, however many edits fall in it", () => {
    const { store, transport, draw, count } = widget();
    const loads = transport.calls.filter((call) => call === "load").length;
    for (const amount of [0.2, 0.4, 0.6]) {
      store.history.edit({ ...ritardando, components: [{ ...ritardando.components![0]!, amount }] }, "slide");
    }
    expect(count()).toBe(1);
    draw();
    expect(transport.calls.filter((call) => call === "load").length).toBe(loads + 1);
    expect(store.performed.value.performance.duration_sec).toBeGreaterThan(13);
  });

  it("keeps the last performance when an interpretation does not fit, and says why", () => {
    const { store, model, draw } = widget({ interpretation: ritardando });
    const before = store.performed.value;
    model.set("interpretation", { version: 1, holds: [{ note: "nobody", ratio: 2 }] });
    draw();
    expect(store.performed.value).toBe(before);
    expect(store.message.value).toMatch(/nobody/);
    model.set("interpretation", ritardando);
    draw();
    expect(store.message.value).toBeNull();
  });

  it("plays as written or as performed", () => {
    const { store } = widget({ interpretation: ritardando });
    const performed = store.current.value.performance.duration_sec;
    store.view.value = "written";
    expect(store.current.value.performance.duration_sec).toBe(13);
    expect(performed).toBeGreaterThan(13);
  });

  it("gives voices the instruments that the reader chose, and none that is not there", () => {
    const { store, draw } = widget({ instruments: { melody: "flute", bass: "kazoo" } });
    draw();
    expect(store.current.value.performance.voices.map((voice) => voice.instrument)).toEqual([
      "flute",
      "piano",
    ]);
  });

  it("takes an interpretation back to nothing", () => {
    const { store, model } = widget();
    store.history.edit(ritardando);
    store.history.undo();
    expect(store.interpreted.value).toBe(false);
    expect(model.get("interpretation")?.components ?? []).toEqual([]);
  });
});
