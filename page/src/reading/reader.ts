// The reader's own script: in a page it is a worker, in Python's V8 it is called. Loaded when a first file is opened.
export { readFile } from "./read.ts";
