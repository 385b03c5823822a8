// Singing and playing along: a bundle of its own, fetched when it is first used.
export { Panel } from "./panel.tsx";
export { Sheet } from "./sheet.tsx";
