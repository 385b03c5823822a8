// The reader's own script: in a page a worker, in Python's V8 a function. It is loaded when a first file is opened.
import { isWorker, listen } from "./worker.ts";

export { readFile } from "./read.ts";

const scope: object = globalThis;
if (isWorker(scope)) listen(scope);
