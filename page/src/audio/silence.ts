// On iPhone and iPad the silent switch mutes Web Audio, though it leaves media playing. Two cures, both begun in a tap.

interface AudioSession {
  type: string;
}

const RATE = 8000;
const SILENT_SEC = 0.5;
const HEADER_BYTES = 44;

let loop: HTMLAudioElement | null = null;

/** Make the silent switch spare the music. Does nothing where there is no such switch. */
export function unmuteSilentSwitch(): void {
  const device = navigator as Navigator & { audioSession?: AudioSession };
  if (device.audioSession) {
    device.audioSession.type = "playback";
    return;
  }
  const apple =
    /iP(hone|ad|od)/.test(navigator.userAgent) ||
    (/Mac/.test(navigator.userAgent) && navigator.maxTouchPoints > 1);
  if (!apple) return;
  loop ??= silentLoop();
  // A refusal means only that the switch keeps its power; the music plays all the same.
  loop.play().catch(() => undefined);
}

/** Let the device's media controls go when nothing plays. */
export function restoreSilentSwitch(): void {
  loop?.pause();
}

function silentLoop(): HTMLAudioElement {
  const audio = new Audio(URL.createObjectURL(new Blob([silentWav()], { type: "audio/wav" })));
  audio.loop = true;
  audio.preload = "auto";
  return audio;
}

/** Eight-bit mono, where silence is 128. */
function silentWav(): ArrayBuffer {
  const frames = RATE * SILENT_SEC;
  const data = new ArrayBuffer(HEADER_BYTES + frames);
  const view = new DataView(data);
  const text = (at: number, word: string) => {
    for (const [i, c] of [...word].entries()) view.setUint8(at + i, c.charCodeAt(0));
  };
  text(0, "RIFF");
  view.setUint32(4, HEADER_BYTES - 8 + frames, true);
  text(8, "WAVEfmt ");
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, RATE, true);
  view.setUint32(28, RATE, true);
  view.setUint16(32, 1, true);
  view.setUint16(34, 8, true);
  text(36, "data");
  view.setUint32(40, frames, true);
  new Uint8Array(data, HEADER_BYTES).fill(128);
  return data;
}
