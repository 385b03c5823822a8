// Reading the source bank and writing one instrument's file.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { BasicSoundBank, SoundBankLoader } from "spessasynth_core";
import { locatePackage } from "./locate.mjs";

/** A sound bank from a file's bytes; waits for the Vorbis decoder, without which samples would be silent. */
export async function readBank(bytes) {
  await BasicSoundBank.isSF3DecoderReady;
  return SoundBankLoader.fromArrayBuffer(new Uint8Array(bytes).buffer);
}

/** The whole source bank of a recipe. Each call returns its own copy, since trimming works in place. */
export async function readSource(source) {
  return readBank(readFileSync(join(locatePackage(source.package).folder, source.file)));
}

/** The preset of an instrument's recipe in a bank. */
export function findPreset(bank, { program, bank: bankNumber, percussion }) {
  const preset = bank.presets.find(
    (p) => p.program === program && p.isDrum === percussion && (percussion || p.bankMSB === bankNumber),
  );
  if (!preset)
    throw new Error(
      `The source bank holds no ${percussion ? "drum kit" : "preset"} ${program} in bank ${bankNumber}.`,
    );
  return preset;
}

/** Whether a sample is the right half of a stereo pair: the source marks all as mono, and tells them apart by name. */
export const isRight = (sample) => sample.name.endsWith("(R)") || /[A-G]#?\d-?R$/.test(sample.name);

/**
 * A bank as the bytes of a SoundFont 3 file. The writer leaves a sample chunk of odd length, which other
 * players refuse: its length is made even (the padding byte is already there).
 */
export function writeBank(bank) {
  const bytes = new Uint8Array(bank.writeSF2({ software: "musicking" }));
  const at = Buffer.from(bytes.buffer).indexOf("sdtasmpl", 0, "latin1") + 8;
  const view = new DataView(bytes.buffer);
  const length = view.getUint32(at, true);
  if (length % 2 === 1) view.setUint32(at, length + 1, true);
  return bytes;
}

/** What every file says of itself: the name, and the source bank's own licence text. */
export function describeBank(bank, name, source) {
  const { comment, copyright, engineer } = source.soundBankInfo;
  bank.soundBankInfo = {
    ...source.soundBankInfo,
    name: `${name} (from MuseScore_General 0.2.1)`,
    version: { major: 3, minor: 1 },
    comment: repairText(comment),
    copyright: repairText(copyright),
    engineer,
  };
}

/** The source's text is UTF-8 that was read as Latin-1 ("Â©"); the file takes plain ASCII. */
function repairText(text) {
  return text?.replace(/\u00c2?\u00a9/g, "(c)");
}
