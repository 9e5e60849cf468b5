import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Column, type Dataset, datasetFromCsv, runRequest } from "@diaoyan/analysis";
import { type BenchLine, quantileOf } from "./bench-line.ts";
import { itemNames, writeSurvey } from "./statistics/write-survey.ts";
import { timeByR } from "./time-by-r.ts";

const rows = 100_000;
const sizes = [10_000, 100_000, 1_000_000];

type Request = Readonly<Record<string, unknown>>;

const groups = ["unit", "title", "age", "sex", ...Array.from({ length: 6 }, (_, place) => `m${place + 1}_1`)];
const predictors = itemNames.slice(1, 21);
const shares = { unit: [0.3, 0.25, 0.2, 0.15, 0.1], title: [0.4, 0.3, 0.2, 0.1] };
const high = { name: "high", op: "recode", from: "q1", map: { 1: 0, 2: 0, 3: 0, 4: 1, 5: 1 } };

/** The tasks of `time-in-r.R` by name; those that R does for many variables are done for as many. */
function listTasks(count: number): Readonly<Record<string, readonly Request[]>> {
  const each = (variables: readonly string[], request: (variable: string) => Request) => variables.map(request);
  const margins = Object.fromEntries(
    Object.entries(shares).map(([name, parts]) => [
      name,
      Object.fromEntries(parts.map((part, place) => [place + 1, part * count])),
    ]),
  );
  return {
    describe: [{ kind: "describe", variables: itemNames }],
    crosstab: itemNames.flatMap((row) => groups.map((columns) => ({ kind: "crosstab", rows: row, columns }))),
    reliability: [{ kind: "reliability", items: itemNames }],
    anova: each(itemNames, (variable) => ({ kind: "anova", variable, by: "unit", postHoc: "none" })),
    rake: [{ kind: "rake", margins }],
    factorAnalysis: [{ kind: "factorAnalysis", items: itemNames, factors: 6, method: "minres", rotation: "varimax" }],
    linearRegression: [{ kind: "linearRegression", outcome: "q1", predictors }],
    logisticRegression: [{ kind: "logisticRegression", outcome: "high", predictors, derive: [high] }],
    correlation: [{ kind: "correlation", variables: itemNames.slice(0, 20), method: "spearman" }],
    frequencies: each(itemNames, (variable) => ({ kind: "frequencies", variable })),
    tTest: each(itemNames, (variable) => ({ kind: "tTest", variable, by: "sex" })),
    mannWhitney: each(itemNames.slice(0, 10), (variable) => ({ kind: "mannWhitney", variable, by: "sex" })),
    kruskalWallis: each(itemNames.slice(0, 10), (variable) => ({ kind: "kruskalWallis", variable, by: "unit" })),
    surveyMean: each(itemNames.slice(0, 10), (variable) => ({ kind: "surveyMean", variable, weight: "w" })),
  };
}

/** Median seconds of five runs, each on what was made for it before its time began. */
function seconds<Given>(make: () => Given, work: (given: Given) => unknown): number {
  const runs = Array.from({ length: 5 }, () => {
    const given = make();
    const started = performance.now();
    work(given);
    return (performance.now() - started) / 1000;
  });
  return quantileOf(runs, 0.5);
}

/**
 * Every task here and, where R is installed, in R on the same file in the same run; the budget is R's own time. Each run
 * of a task has a data set just read, so that nothing found of a column by one run is there for the next.
 */
export async function benchStatistics(): Promise<readonly BenchLine[]> {
  const folder = mkdtempSync(join(tmpdir(), "diaoyan-statistics-"));
  try {
    const file = join(folder, "survey.csv");
    await writeSurvey(file, rows, 42);
    const inR = timeByR("statistics/time-in-r.R", [file], "its package survey");
    const readFile = () => datasetFromCsv(readFileSync(file, "utf8"));
    const lines = [
      compare(
        "read",
        seconds(() => null, readFile),
        inR,
      ),
    ];
    for (const [name, requests] of Object.entries(listTasks(rows)))
      lines.push(compare(name, timeOf(readFile, requests), inR));
    const memory: BenchLine = {
      name: "most memory in use",
      value: process.resourceUsage().maxRSS / 1024,
      unit: "MB",
      budget: { atMost: 1024 },
    };
    return [...lines.flat(), memory, ...scaleUp(readFile())];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const timeOf = (read: () => Dataset, requests: readonly Request[]): number =>
  seconds(read, (dataset) => {
    for (const request of requests) runRequest({ dataset }, request, { seed: 1 });
  });

function compare(name: string, value: number, inR: ReadonlyMap<string, number>): readonly BenchLine[] {
  const atMost = inR.get(name);
  const line = `${name}, ${rows.toLocaleString("en")} rows`;
  if (atMost === undefined) return [{ name: line, value, unit: "s" }];
  return [{ name: `${line} (R: ${atMost.toFixed(3)} s)`, value, unit: "s", budget: { atMost } }];
}

/** Microseconds a row at each size: a cost linear in rows stays the same. */
function scaleUp(dataset: Dataset): readonly BenchLine[] {
  const items = itemNames.slice(0, 12);
  const kinds: readonly Request[] = [
    { kind: "describe", variables: items },
    { kind: "crosstab", rows: "q1", columns: "unit" },
    { kind: "reliability", items },
    { kind: "anova", variable: "q1", by: "unit", postHoc: "none" },
    { kind: "linearRegression", outcome: "q1", predictors: items.slice(1) },
    { kind: "correlation", variables: items, method: "spearman" },
  ];
  return kinds.flatMap((request) =>
    sizes.map((size): BenchLine => {
      const resized = () => resize(dataset, [...items, "unit"], size);
      const name = `${request["kind"]} of ${items.length} items, ${size.toLocaleString("en")} rows`;
      return { name, value: (1e6 * timeOf(resized, [request])) / size, unit: "µs a row" };
    }),
  );
}

/** The named columns over as many rows, those of the data set again and again. */
function resize({ columns, variables }: Dataset, names: readonly string[], rowCount: number): Dataset {
  const repeat = (column: Column): Column => {
    if (column.kind !== "numeric") throw new Error("the survey holds numbers only");
    const from = column.values.length;
    return {
      kind: "numeric",
      values: Float64Array.from({ length: rowCount }, (_, row) => column.values[row % from] ?? Number.NaN),
      missing: Uint8Array.from({ length: rowCount }, (_, row) => column.missing[row % from] ?? 0),
    };
  };
  const kept = [...columns].flatMap(([name, column]) =>
    names.includes(name) ? [[name, repeat(column)] as const] : [],
  );
  return { rowCount, variables: variables.filter(({ name }) => names.includes(name)), columns: new Map(kept) };
}
