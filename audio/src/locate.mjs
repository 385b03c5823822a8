// Where the npm packages lie that sound is built from and with.
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const require = createRequire(import.meta.url);

/** An npm package's folder and version. (Not every package exports its package.json.) */
export function locatePackage(name) {
  const folder = (require.resolve.paths(name) ?? [])
    .map((path) => join(path, name))
    .find((path) => existsSync(path));
  if (!folder) throw new Error(`The npm package ${name} is missing: run npm ci.`);
  return { folder, version: JSON.parse(readFileSync(join(folder, "package.json"), "utf8")).version };
}
