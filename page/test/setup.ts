// One seed for all properties, so that a run can be repeated.
import fc from "fast-check";

fc.configureGlobal({
  seed: Number(process.env["SEED"] ?? 20261),
  numRuns: Number(process.env["RUNS"] ?? 60),
});
