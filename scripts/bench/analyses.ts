import { type Column, type Dataset, runRequest } from "@diaoyan/analysis";
import { seededRandom } from "@diaoyan/instruments";
import { type BenchLine, timed } from "./bench-line.ts";

const rows = 100_000;
const itemCount = 60;

/** Generated answers of 100,000 persons: 60 items of five steps that share a trait, 10 choices, 10 ranks, two groupings. */
function makeData(): Dataset {
  const random = seededRandom(7);
  const trait = Float64Array.from({ length: rows }, () => random() + random() + random() - 1.5);
  const column = (draw: (row: number) => number): Column => {
    const values = Float64Array.from({ length: rows }, (_, row) => draw(row));
    return { kind: "numeric", values, missing: Uint8Array.from(values, (value) => (Number.isNaN(value) ? 1 : 0)) };
  };
  const named = (prefix: string, count: number, draw: (row: number, place: number) => number) =>
    Array.from({ length: count }, (_, place) => [`${prefix}${place + 1}`, column((row) => draw(row, place))] as const);
  const step = (value: number): number => Math.min(5, Math.max(1, Math.round(3 + value)));
  const columns = new Map<string, Column>([
    ...named("Q", itemCount, (row) => step((trait[row] ?? 0) * 1.4 + (random() - 0.5) * 3)),
    ...named("C", 10, () => (random() < 0.3 ? 1 : 0)),
    // everybody ranks five of ten: place and row together turn the wheel
    ...named("R", 10, (row, place) => ((place + row) % 10 < 5 ? ((place + row) % 10) + 1 : Number.NaN)),
    ...named("unit", 1, () => 1 + Math.floor(random() * 12)),
    ...named("sex", 1, () => 1 + Math.floor(random() * 2)),
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

/** Seconds of further analyses on 100,000 rows; those that R does too stand in `statistics`. */
export function benchAnalyses(): readonly BenchLine[] {
  const dataset = makeData();
  const names = (prefix: string, count: number) => Array.from({ length: count }, (_, place) => `${prefix}${place + 1}`);
  const items = names("Q", itemCount);
  const run = (request: Readonly<Record<string, unknown>>): unknown => runRequest({ dataset }, request, { seed: 1 });
  return [
    timed("proportion with its interval", null, () => run({ kind: "proportion", variable: "sex1", value: 1 })),
    timed("multiple response, 10 choices", null, () => run({ kind: "multipleResponse", variables: names("C", 10) })),
    timed("ranking, 5 of 10", null, () => run({ kind: "ranking", variables: names("R", 10) })),
    timed("importance–performance, 10 attributes", null, () =>
      run({
        kind: "importancePerformance",
        pairs: items.slice(0, 10).map((importance, index) => ({
          label: importance,
          importance,
          performance: items[index + 10],
        })),
      }),
    ),
  ];
}
