// The colours of spec/tokens.json as custom properties, by theme: the book's, JupyterLab's, or the device's.
import { readFileSync } from "node:fs";

const WIDGETS = ":where(.musicking, .musicking-app, .mk-classroom)";
/** Where nobody has chosen a theme, the device's choice holds. */
const UNCHOSEN = "html:not([data-theme]):not(:has(body[data-jp-theme-light]))";
const DARK = ['html[data-theme="dark"]', 'body[data-jp-theme-light="false"]'];

/** Paper and forced colours come before any theme. */
const STRONGEST = "html:root:root:root";

const set = (colours) =>
  Object.entries(colours)
    .map(([meaning, colour]) => `--mk-${meaning}: ${colour};`)
    .join(" ");

/** What a reader's own palette replaces the book's by. */
const FORCED = {
  paper: "Canvas",
  ink: "CanvasText",
  quiet: "CanvasText",
  line: "GrayText",
  accent: "LinkText",
  tempo: "CanvasText",
  level: "CanvasText",
  melody: "CanvasText",
  harmony: "LinkText",
  rhythm: "GrayText",
  client: "CanvasText",
  therapist: "LinkText",
};

export function tokensCss({ light, dark }) {
  const night = `${set(dark)} color-scheme: dark;`;
  return [
    `${WIDGETS} { ${set(light)} color-scheme: light; }`,
    `@media (prefers-color-scheme: dark) { ${UNCHOSEN} ${WIDGETS} { ${night} } }`,
    `${DARK.map((theme) => `${theme} ${WIDGETS}`).join(", ")} { ${night} }`,
    `@media print { ${STRONGEST} ${WIDGETS} { ${set(light)} color-scheme: light; } }`,
    `@media (forced-colors: active) { ${STRONGEST} ${WIDGETS} { ${set(FORCED)} } }`,
  ].join("\n");
}

/** Lets a style sheet say `@import "tokens:colours"`. */
export function tokensPlugin(file) {
  return {
    name: "tokens",
    setup(build) {
      build.onResolve({ filter: /^tokens:/ }, ({ path }) => ({ path, namespace: "tokens" }));
      build.onLoad({ filter: /./, namespace: "tokens" }, () => ({
        contents: tokensCss(JSON.parse(readFileSync(file, "utf8"))),
        loader: "css",
        watchFiles: [file],
      }));
    },
  };
}
