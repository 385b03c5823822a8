import { build } from "esbuild"; import { readFileSync, writeFileSync } from "node:fs"; import { createRequire } from "node:module";
writeFileSync("/tmp/own-all.ts", `export {readFile} from "/tmp/wt/own/page/src/reading/read.ts"; export {musicXml} from "/tmp/wt/own/page/src/notation/musicxml.ts"; export {engrave} from "/tmp/wt/own/page/src/notation/engrave.ts";`);
await build({ entryPoints: ["/tmp/own-all.ts"], bundle: true, format: "esm", outfile: "/tmp/own-all.mjs", logLevel: "warning", nodePaths:["/tmp/wt/own/node_modules"] });
const { readFile, musicXml, engrave } = await import("/tmp/own-all.mjs");
const v = createRequire(import.meta.url)("verovio");
await new Promise(r => { if (v.module.calledRun) r(); else v.module.onRuntimeInitialized = r; });
v.enableLog(v.LOG_OFF);
const tk = new v.toolkit();
for (const f of process.argv.slice(2)) { const t=Date.now(); const {score} = readFile(new Uint8Array(readFileSync(f)), f); const t1=Date.now(); const xml = musicXml(score); writeFileSync("/tmp/own.musicxml", xml); const t2=Date.now(); const e = engrave(tk, xml, "o"); const n=f.split("/").pop(); writeFileSync(`/tmp/own-${n}.svg`, e.wide.replace("<svg ", '<svg style="background:white;color:black" width="1000" ')); writeFileSync(`/tmp/own-${n}.n.svg`, e.narrow.replace("<svg ", '<svg style="background:white;color:black" width="320" ')); console.log(n, t1-t, t2-t1, Date.now()-t2, xml.length, e.wide.length); }
