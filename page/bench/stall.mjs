// How far onsets stray while the page stalls, measured on strokes of claves a quarter of a second apart.

const PERIOD_SEC = 0.25;
const BEATS = 80;
const STALL_MS = 80;
const LOUD = 0.05;

const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

function stall(ms) {
  for (const end = performance.now() + ms; performance.now() < end; );
}

function strokes() {
  const notes = Array.from({ length: BEATS }, (_, i) => ({
    ids: [`n${i}`],
    pitch: 75,
    velocity: 100,
    onset_beat: i,
    end_beat: i + 1,
    onset_sec: i * PERIOD_SEC,
    release_sec: i * PERIOD_SEC + 0.05,
  }));
  const voice = { id: "claves", instrument: "drums", balance_db: 0, notes, gain: [[0, 0]] };
  const duration_sec = BEATS * PERIOD_SEC;
  const clock = {
    duration_sec,
    seconds_at: (beat) => beat * PERIOD_SEC,
    beat_at: (sec) => Math.min(BEATS, Math.max(0, sec / PERIOD_SEC)),
  };
  return [{ duration_sec, clipped: false, voices: [voice] }, clock];
}

function onsets(samples, rate) {
  const found = [];
  for (let i = 0, last = -rate; i < samples.length; i++) {
    if (Math.abs(samples[i]) < LOUD) continue;
    if (i - last > 0.06 * rate) found.push(i / rate);
    last = i;
  }
  return found;
}

/** Ready the sound; the button of the page plays. */
export async function ready({ soundOf }, table, button) {
  const assets = { fetch: async (name) => (await fetch(`/_musicking/${name}`)).arrayBuffer() };
  const sound = soundOf(assets, table);
  const transport = sound.transport();
  transport.load(...strokes());
  await sound.prepare(["drums"]);
  button.onclick = () => {
    globalThis.pressed = transport.play();
  };
  return sound;
}

/** Seconds by which each onset misses the even row, the page stalling all the while. */
export async function strayed({ tap }, sound) {
  await globalThis.pressed;
  const listening = await tap(sound.device.node);
  for (let i = 0; i < 110; i++) {
    stall(STALL_MS);
    await wait(5);
  }
  const { samples, sampleRate } = listening.stop();
  const heard = onsets(samples, sampleRate).slice(1); // the first may have begun before the listening did
  return heard.map((sec, i) => sec - heard[0] - i * PERIOD_SEC);
}
