// Which instruments are current: a fingerprint of all that went into each, kept beside the built files.
import { createHash } from "node:crypto";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

const NAME = "stamp.json";

/** The fingerprint of the modules that build an instrument, with everything that they import, and of the rest. */
export function fingerprint(modules, rest) {
  const hash = createHash("sha256").update(JSON.stringify(rest));
  for (const file of withImports(modules).sort()) hash.update(readFileSync(file));
  return hash.digest("hex");
}

function withImports(files, found = new Set()) {
  for (const file of files) {
    if (found.has(file)) continue;
    found.add(file);
    const imports = readFileSync(file, "utf8").matchAll(/ from "(\.[^"]+)"/g);
    withImports(
      [...imports].map(([, path]) => join(dirname(file), path)),
      found,
    );
  }
  return [...found];
}

/** What was built into a folder: {instrument: fingerprint}. */
export function readStamp(folder) {
  const file = join(folder, NAME);
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {};
}

/** Notes what was built into a folder. */
export function writeStamp(folder, stamp) {
  writeFileSync(join(folder, NAME), `${JSON.stringify(stamp, null, 2)}\n`);
}

/** The stamp without what is no longer wanted, whose files go too: they must not ship. */
export function withoutStale(folder, stamp, wanted) {
  const stale = Object.keys(stamp).filter((id) => !wanted.includes(id));
  for (const id of stale) rmSync(join(folder, `${id}.sf2`), { force: true });
  return Object.fromEntries(Object.entries(stamp).filter(([id]) => !stale.includes(id)));
}
