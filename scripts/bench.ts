import { execFileSync } from "node:child_process";
import { cpus } from "node:os";
import { type BenchLine, missesBudget } from "./bench/bench-line.ts";

const benches: Readonly<Record<string, () => Promise<readonly BenchLine[]>>> = {
  validation: async () => (await import("./bench/validation.ts")).benchValidation(),
  load: async () => (await import("./bench/load.ts")).benchLoad(),
  "page-weight": async () => (await import("./bench/page-weight.ts")).benchPageWeight(),
  "first-paint": async () => (await import("./bench/first-paint.ts")).benchFirstPaint(),
  analyses: async () => (await import("./bench/analyses.ts")).benchAnalyses(),
  statistics: async () => (await import("./bench/statistics.ts")).benchStatistics(),
  "corpus-analyses": async () => (await import("./bench/corpus-analyses.ts")).benchCorpusAnalyses(),
  answering: async () => (await import("./bench/answering.ts")).benchAnswering(),
  progress: async () => (await import("./bench/progress.ts")).benchProgress(),
  field: async () => (await import("./bench/field.ts")).benchField(),
  quality: async () => (await import("./bench/quality.ts")).benchQuality(),
  spreadsheet: async () => (await import("./bench/spreadsheet.ts")).benchSpreadsheet(),
  exports: async () => (await import("./bench/exports.ts")).benchExports(),
  cases: async () => (await import("./bench/cases.ts")).benchCases(),
  search: async () => (await import("./bench/search.ts")).benchSearch(),
  report: async () => (await import("./bench/report.ts")).benchReport(),
};

function describe(line: BenchLine): string {
  const { atMost, atLeast } = line.budget ?? {};
  const budget =
    atMost !== undefined ? `  (budget ≤ ${atMost})` : atLeast !== undefined ? `  (budget ≥ ${atLeast})` : "";
  const value = line.value >= 100 ? Math.round(line.value).toLocaleString("en") : line.value.toPrecision(3);
  return `${missesBudget(line) ? "MISS" : "    "} ${line.name.padEnd(58)} ${value.padStart(10)} ${line.unit}${budget}`;
}

/** Prints the figures of the named benches (all without names), with the machine and the day. */
async function runBenches(names: readonly string[]): Promise<number> {
  const unknown = names.filter((name) => benches[name] === undefined);
  if (unknown.length > 0) {
    console.error(`unknown bench ${unknown.join(", ")}; expected some of ${Object.keys(benches).join(", ")}`);
    return 2;
  }
  const commit = execFileSync("git", ["rev-parse", "--short", "HEAD"], { encoding: "utf8" }).trim();
  const model = cpus()[0]?.model.trim() ?? "unknown processor";
  console.log(
    `${new Date().toISOString().slice(0, 10)} · ${commit} · ${cpus().length} cores ${model} · Node ${process.versions.node}`,
  );
  let missed = 0;
  for (const name of names.length > 0 ? names : Object.keys(benches)) {
    console.log(`\n${name}`);
    for (const line of (await benches[name]?.()) ?? []) {
      console.log(describe(line));
      if (missesBudget(line)) missed += 1;
    }
  }
  console.log(missed === 0 ? "\nall budgets are kept" : `\n${missed} budgets are missed`);
  return 0;
}

process.exitCode = await runBenches(process.argv.slice(2));
