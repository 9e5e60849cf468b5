import { seededRandom } from "@diaoyan/instruments";
import { describe, expect, it } from "vitest";
import { AnalysisError } from "../errors.ts";
import { datasetOf, type TestCell } from "../testing/dataset-of.ts";
import { requestsOfEveryKind } from "../testing/nasty-answers.ts";
import { analyses } from "./analyses.ts";
import { runRequest } from "./run-request.ts";

type Columns = Readonly<Record<string, readonly TestCell[]>>;
type Request = Readonly<Record<string, unknown>>;

const random = seededRandom(20_261_127);
const size = 30;
const draw = (make: (row: number) => TestCell): readonly TestCell[] =>
  Array.from({ length: size }, (_, row) => make(row));
const step = (): number => 1 + Math.floor(random() * 5);
/** Answers from 1 to 5 with gaps, two groupings, and weights. */
const answers: Columns = {
  x: draw(() => (random() < 0.05 ? null : step())),
  y: draw(step),
  z: draw(() => (random() < 0.05 ? null : step())),
  g: draw((row) => ["a", "b", "c"][row % 3] ?? "a"),
  h: draw(() => (random() < 0.5 ? "a" : "b")),
  w: draw(() => 0.5 + random()),
};

const kinds = new Set(analyses.filter(({ reads }) => reads === "dataset").map(({ kind }) => kind));
const requests: readonly Request[] = Object.entries(requestsOfEveryKind).flatMap(([kind, list]) =>
  kinds.has(kind) ? list.map((params) => ({ kind, ...params })) : [],
);

/** Numbers of a result by their paths, places of rows and groups included; none where the request is refused. */
function figuresOf(columns: Columns, request: Request): ReadonlyMap<string, number> {
  try {
    const dataset = datasetOf(columns, { x: { set: "s" }, y: { set: "s" } });
    return new Map(listFigures(runRequest({ dataset }, request, { seed: 7 }).result));
  } catch (error) {
    if (error instanceof AnalysisError) return new Map();
    throw error;
  }
}

function listFigures(value: unknown, path = ""): readonly (readonly [string, number])[] {
  if (typeof value === "number") return [[path, value]];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) => listFigures(one, `${path}.${key}`));
}

const isNear = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b));

const asTheyAre = new Map(requests.map((request) => [JSON.stringify(request), figuresOf(answers, request)]));

/** What stands otherwise in the result of `changed` answers than in that of the answers, once each figure of that went through `change`. */
function findDifferences(
  request: Request,
  changed: Columns,
  change: (value: number, path: string) => number = (value) => value,
): readonly string[] {
  const before = asTheyAre.get(JSON.stringify(request)) ?? figuresOf(answers, request);
  const after = figuresOf(changed, request);
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((path) => {
    const expected = change(before.get(path) ?? Number.NaN, path);
    const got = after.get(path) ?? Number.NaN;
    return isNear(expected, got) ? [] : [`${JSON.stringify(request)} ${path}: ${expected}, ${got}`];
  });
}

describe("every analysis of a data set", () => {
  it("computes", () => {
    const computed = requests.filter((request) => asTheyAre.get(JSON.stringify(request))?.size).map(({ kind }) => kind);
    expect([...new Set(computed)].sort()).toEqual([...kinds].sort());
  });

  it("gives the same figures whatever the order of the rows", () => {
    // a weight a row, an expert a row, and neighbours in the order of the data
    const byRow = /\.weights\.|\.experts\.|durbinWatson/;
    const reorder = (place: (row: number) => number): Columns =>
      Object.fromEntries(
        Object.entries(answers).map(([name, cells]) => [name, cells.map((_, row) => cells[place(row)] ?? null)]),
      );
    const orders = [reorder((row) => size - 1 - row), reorder((row) => (row * 37 + 11) % size)];
    const found = orders.flatMap((order) => requests.flatMap((request) => findDifferences(request, order)));
    expect(found.filter((difference) => !byRow.test(difference))).toEqual([]);
  });
});

describe("every analysis of measured variables", () => {
  const pairs = [{ label: "甲", importance: "x", performance: "y" }];
  const measured: readonly Request[] = [
    { kind: "describe", variables: ["x", "y"], by: "g" },
    { kind: "describe", variables: ["x"], by: "h", weight: "w" },
    { kind: "tTest", variable: "x", by: "h" },
    { kind: "tTest", paired: ["x", "y"] },
    { kind: "tTest", variable: "x", by: "h", weight: "w" },
    { kind: "anova", variable: "x", by: "g" },
    { kind: "anova", variable: "x", by: "g", postHoc: "gamesHowell" },
    { kind: "anova", variable: "x", by: "g", weight: "w" },
    ...["pearson", "spearman", "kendall", "polychoric"].map((method) => ({
      kind: "correlation",
      method,
      variables: ["x", "y", "z"],
    })),
    { kind: "reliability", items: ["x", "y", "z"] },
    { kind: "mannWhitney", variable: "x", by: "h" },
    { kind: "kolmogorovSmirnov", variable: "x", by: "h" },
    { kind: "wilcoxonSignedRank", paired: ["x", "y"] },
    { kind: "kruskalWallis", variable: "x", by: "g" },
    { kind: "harman", items: ["x", "y", "z"] },
    { kind: "describe", variables: ["x", "y"], by: "g", picture: "box" },
    { kind: "factorAnalysis", items: ["x", "y", "z"], factors: 1, method: "minres" },
    { kind: "surveyMean", variable: "x", weight: "w", strata: "h" },
    { kind: "normality", variables: ["x", "y"] },
    { kind: "itemAnalysis", items: ["x", "y", "z"] },
    { kind: "friedman", variables: ["x", "y", "z"] },
    { kind: "icc", variables: ["x"], cluster: "g" },
    { kind: "entropyWeights", variables: ["x", "y", "z"] },
    { kind: "importancePerformance", pairs },
    { kind: "agreement", raters: ["x", "y", "z"], method: "icc" },
    { kind: "agreement", raters: ["x", "y", "z"], level: "interval" },
  ];
  /** Where values lie: multiplied and moved with them. */
  const location =
    /\.(low|high|outliers\.\d+|at|mean|median|min|max|q1|q3|expected|observed|importance|performance|mean(Importance|Performance|High|Low)|unweightedMean)$/;
  /** How far values lie apart: multiplied, not moved. */
  const distance = /\.(sd|sdHigh|sdLow|meanDifference|difference|gap)$/;
  const squares = /\.(ssBetween|ssWithin)$/;
  const aroundMean = /\.(ciLow|ciHigh|estimate)$/;
  const total = /\.(cutLow|cutHigh)$/;

  function move({ kind }: Request, path: string, { times, plus }: { readonly times: number; readonly plus: number }) {
    const ofMean = kind === "describe" || kind === "surveyMean";
    const ofDifference = kind === "tTest" || kind === "anova";
    return (value: number): number => {
      if (location.test(path) || (ofMean && aroundMean.test(path))) return value * times + plus;
      if (total.test(path)) return value * times + 3 * plus;
      if (distance.test(path) || (ofDifference && aroundMean.test(path))) return value * times;
      if (kind === "surveyMean" && path.endsWith(".se")) return value * times;
      return squares.test(path) ? value * times ** 2 : value;
    };
  }

  it.each([
    { times: 4, plus: 0 },
    { times: 0.5, plus: 8 },
  ])("follows its unit and its zero: times $times, plus $plus", (by) => {
    const sameZero = by.plus === 0;
    const cells = (name: string) =>
      (answers[name] ?? []).map((cell) => (typeof cell === "number" ? cell * by.times + by.plus : cell));
    const moved = { ...answers, x: cells("x"), y: cells("y"), z: cells("z") };
    const asked = measured.filter(({ kind }) => sameZero || kind !== "entropyWeights");
    const found = asked.flatMap((request) =>
      findDifferences(request, moved, (value, path) => move(request, path, by)(value)),
    );
    expect(found).toEqual([]);
  });
});
