import { type Column, type Dataset, runRequest } from "@diaoyan/analysis";
import { seededRandom } from "@diaoyan/instruments";
import type { BenchLine } from "./bench-line.ts";

const rows = 100_000;
const itemCount = 60;

/** Generated answers of 100,000 persons: 60 items of five steps that share a trait, and two groupings. */
function makeData(): Dataset {
  const random = seededRandom(7);
  const trait = Float64Array.from({ length: rows }, () => random() + random() + random() - 1.5);
  const column = (draw: (row: number) => number): Column => ({
    kind: "numeric",
    values: Float64Array.from({ length: rows }, (_, row) => draw(row)),
    missing: new Uint8Array(rows),
  });
  const step = (value: number): number => Math.min(5, Math.max(1, Math.round(3 + value)));
  const columns = new Map<string, Column>([
    ...Array.from(
      { length: itemCount },
      (_, item) => [`Q${item + 1}`, column((row) => step((trait[row] ?? 0) * 1.4 + (random() - 0.5) * 3))] as const,
    ),
    ["unit", column(() => 1 + Math.floor(random() * 12))],
    ["sex", column(() => 1 + Math.floor(random() * 2))],
  ]);
  const variables = [...columns.keys()].map((name) => ({
    name,
    label: { zh: name },
    question: name,
    type: "numeric" as const,
    measure: "ordinal" as const,
  }));
  return { rowCount: rows, variables, columns };
}

/** Seconds of the analyses of the design on 100,000 rows; budgets are the times R 4.2.2 took on a machine of two cores. */
export function benchAnalyses(): readonly BenchLine[] {
  const dataset = makeData();
  const items = Array.from({ length: itemCount }, (_, item) => `Q${item + 1}`);
  const run = (request: Readonly<Record<string, unknown>>): unknown => runRequest({ dataset }, request, { seed: 1 });
  const timed = (name: string, atMost: number | null, work: () => void): BenchLine => {
    const started = performance.now();
    work();
    const value = (performance.now() - started) / 1000;
    return { name, value, unit: "s", ...(atMost === null ? {} : { budget: { atMost } }) };
  };
  return [
    timed("describe, 60 items", 0.23, () => run({ kind: "describe", variables: items })),
    timed("600 cross-tabs with chi-square", 4.89, () => {
      for (let index = 0; index < 600; index += 1)
        run({ kind: "crosstab", rows: index % 2 === 0 ? "unit" : "sex", columns: items[index % itemCount] });
    }),
    timed("reliability, 60 items", null, () => run({ kind: "reliability", items })),
    timed("60 analyses of variance", 1.38, () => {
      for (const variable of items) run({ kind: "anova", variable, by: "unit", postHoc: "none" });
    }),
    timed("Spearman, 20 × 20", 5.42, () =>
      run({ kind: "correlation", variables: items.slice(0, 20), method: "spearman" }),
    ),
    timed("frequencies, 60 items", null, () => {
      for (const variable of items) run({ kind: "frequencies", variable });
    }),
  ];
}
