import { z } from "zod";
import { makeHeatMap } from "../charts/heat-map.ts";
import { completeRows, pickRows } from "../dataset/complete-columns.ts";
import { type OpenDesign, openDesign } from "../dataset/open-design.ts";
import { needDataset, readNumbers } from "../dataset/read-column.ts";
import { studentTail, type Tail } from "../distributions/tails.ts";
import { noVariation, tooFew, tooMany } from "../errors.ts";
import { formatNumber, starLegend, starsOf } from "../presentation/format-number.ts";
import { headerRow, nameVariable, noteWeight, say } from "../presentation/wording.ts";
import { type Analysis, countCases } from "../registry/analysis.ts";
import { designNeedsWeight, designParams, hasWeightForDesign, variablesParam } from "../registry/param-roles.ts";
import type { Counts } from "../statistics/contingency.ts";
import { correlateWeighted } from "../statistics/design-estimates.ts";
import { isRounding, largestSize } from "../statistics/is-rounding.ts";
import { kendallTauB } from "../statistics/kendall.ts";
import { sumPowers } from "../statistics/moments.ts";
import { correlatePairs, createRankCorrelation } from "../statistics/pearson.ts";
import { polychoricCorrelation } from "../statistics/polychoric.ts";
import { codeValues } from "../statistics/ranks.ts";
import { narrateCorrelations } from "./correlation-wording.ts";

const params = z
  .strictObject({
    variables: variablesParam("变量", 2),
    method: z.enum(["pearson", "spearman", "kendall", "polychoric"]).default("pearson").meta({ description: "方法" }),
    ...designParams,
  })
  .refine(hasWeightForDesign, designNeedsWeight)
  .refine(
    ({ weight, method }) => weight === undefined || method === "pearson",
    "method: expected pearson beside a weight, since ranks of cases with weights have no agreed form",
  );
type Params = z.infer<typeof params>;

type Matrix<Value> = readonly (readonly Value[])[];

/** Square matrices in the order of `variables`; on the diagonal r is 1, p is 0 and n counts the valid cases of one variable. */
export interface CorrelationResult {
  readonly n: Matrix<number>;
  readonly r: Matrix<number>;
  readonly p: Matrix<number>;
  readonly log10P: Matrix<number | null>;
}

type Pair = Tail & { readonly r: number; readonly n: number };

/** Correlations of all pairs, each over its own complete cases. Throws where a pair has fewer than three cases or no variation. */
export const correlation: Analysis<Params, CorrelationResult> = {
  kind: "correlation",
  title: { zh: "相关分析", en: "Correlation" },
  reads: "dataset",
  params,
  whereIsDomain: ({ weight }) => weight !== undefined,
  run({ dataset, domain }, { variables, method, weight, ...design }) {
    const data = needDataset(dataset, "correlation");
    const columns = variables.map((variable) => readNumbers(data, variable));
    const open = weight === undefined ? null : openDesign(data, { ...design, weight }, domain);
    const counted = open === null ? columns : columns.map((column) => withoutWeight(column, open));
    const correlate =
      open === null ? createCorrelation(columns, variables, method) : createWeighted(counted, variables, open);
    const pairs = new Map<string, Pair>();
    for (let a = 0; a < variables.length; a += 1)
      for (let b = a + 1; b < variables.length; b += 1) pairs.set(`${a},${b}`, correlate(a, b));
    const matrix = <Value>(diagonal: (column: number) => Value, pick: (pair: Pair) => Value): Matrix<Value> =>
      variables.map((_, a) =>
        variables.map((__, b) =>
          a === b ? diagonal(a) : pick(pairs.get(`${Math.min(a, b)},${Math.max(a, b)}`) as Pair),
        ),
      );
    const valid = (column: number): number =>
      (counted[column] ?? new Float64Array()).filter((value) => !Number.isNaN(value)).length;
    return {
      n: matrix(valid, (pair) => pair.n),
      r: matrix(
        () => 1,
        (pair) => pair.r,
      ),
      p: matrix(
        () => 0,
        (pair) => pair.p,
      ),
      log10P: matrix<number | null>(
        () => null,
        (pair) => pair.log10P,
      ),
    };
  },
  table(result, { variables, method, weight }, context) {
    const rows = variables.map((variable, a) => [
      { text: nameVariable(variable, context) },
      ...variables.map((_, b) => {
        if (b > a) return { text: "" };
        const value = result.r[a]?.[b] ?? Number.NaN;
        const p = a === b ? 1 : (result.p[a]?.[b] ?? 1);
        return {
          text: `${formatNumber(value, a === b ? 0 : 3)}${starsOf({ p })}`,
          value,
          align: "right" as const,
        };
      }),
    ]);
    return {
      caption: say(context, `相关系数矩阵（${methodName(method)}）`, `Correlations (${methodName(method)})`),
      header: [headerRow("", ...variables.map((variable) => nameVariable(variable, context)))],
      body: rows,
      note: `${starLegend(context.locale)}${say(context, "；", "; ")}n≥${countCases(result)}${weight === undefined ? "" : `${say(context, "；", "; ")}${noteWeight(weight, context)}`}`,
    };
  },
  chart(result, { variables }, context) {
    const names = variables.map((variable) => nameVariable(variable, context));
    const cells = names.flatMap((row, a) =>
      names.map((column, b) => ({
        row,
        column,
        value: Math.abs(result.r[a]?.[b] ?? 0),
        text: formatNumber(result.r[a]?.[b] ?? null, 2),
      })),
    );
    return makeHeatMap(cells, [0, 1], "|r|");
  },
  narrate: (result, { variables }, context) => narrateCorrelations(result, variables, context),
};

/** How two columns, by place, correlate over their complete cases; what a column needs is prepared once. */
function createCorrelation(
  columns: readonly Float64Array[],
  names: readonly string[],
  method: Params["method"],
): (a: number, b: number) => Pair {
  const rank = method === "spearman" ? createRankCorrelation(columns) : null;
  return (a, b) => {
    const [x, y] = [columns[a] ?? new Float64Array(), columns[b] ?? new Float64Array()];
    const { n, variances, largest, r } = correlatePairs(x, y);
    if (n < 3)
      throw tooFew(`correlation of “${names[a]}” and “${names[b]}”`, "at least three complete cases", String(n));
    for (const side of [0, 1] as const)
      if (isRounding(variances[side], largest[side])) throw noVariation(names[side === 0 ? a : b] ?? "");
    const complete = (_: number, row: number): boolean => !Number.isNaN(x[row]) && !Number.isNaN(y[row]);
    if (method === "kendall") return { n, ...kendallTauB(x.filter(complete), y.filter(complete)) };
    if (method === "polychoric") {
      const counts = crossCounts(x.filter(complete), y.filter(complete));
      const widest = Math.max(counts.length, counts[0]?.length ?? 0);
      if (widest > mostCategories)
        throw tooMany(
          `polychoric correlation of “${names[a]}” and “${names[b]}”`,
          `${mostCategories} categories`,
          widest,
        );
      return { n, ...polychoricCorrelation(counts) };
    }
    const coefficient = rank?.(a, b) ?? r;
    return { n, r: coefficient, ...correlationTail(coefficient, n) };
  };
}

/** A column without the cases that count for nothing. */
function withoutWeight(column: Float64Array, { weights }: OpenDesign): Float64Array {
  return column.map((value, row) => (Number.isNaN(weights[row] ?? Number.NaN) ? Number.NaN : value));
}

/** As `createCorrelation`, of cases with weights; r over its linearised error is tested by t on the degrees of freedom of the design. */
function createWeighted(
  columns: readonly Float64Array[],
  names: readonly string[],
  open: OpenDesign,
): (a: number, b: number) => Pair {
  return (a, b) => {
    const both = [columns[a] ?? new Float64Array(), columns[b] ?? new Float64Array()];
    const rows = completeRows(both);
    const [x = new Float64Array(), y = new Float64Array()] = both.map((column) => pickRows(column, rows));
    const cases = open.placeCases(rows);
    if (rows.length < 3 || cases.degrees < 1)
      throw tooFew(
        `weighted correlation of “${names[a]}” and “${names[b]}”`,
        "at least three complete cases in more clusters than strata",
        `${rows.length} cases in ${cases.degrees} more`,
      );
    for (const [place, column] of [x, y].entries())
      if (isRounding(sumPowers(column).squares / rows.length, largestSize(column)))
        throw noVariation(names[place === 0 ? a : b] ?? "");
    const { r, se } = correlateWeighted(cases, x, y);
    const perfect = !(se > 1e-12);
    return {
      n: rows.length,
      r,
      ...(perfect ? { p: r === 0 ? 1 : 0, log10P: null } : studentTail(r / se, cases.degrees)),
    };
  };
}

/** More categories than an ordered item has; their numbers are then a scale for the other methods. */
const mostCategories = 20;

function crossCounts(x: Float64Array, y: Float64Array): Counts {
  const [a, b] = [codeValues(x), codeValues(y)];
  if (Math.max(a.values.length, b.values.length) > mostCategories)
    return [new Array<number>(Math.max(a.values.length, b.values.length)).fill(0)];
  const counts = Array.from(a.values, () => new Array<number>(b.values.length).fill(0));
  for (let row = 0; row < a.codes.length; row += 1) {
    const line = counts[a.codes[row] ?? 0] ?? [];
    line[b.codes[row] ?? 0] = (line[b.codes[row] ?? 0] ?? 0) + 1;
  }
  return counts;
}

/** Test of r = 0 by t with n − 2 degrees of freedom; a perfect correlation has p = 0, whose logarithm is null. */
function correlationTail(r: number, n: number): Tail {
  const rest = 1 - r * r;
  if (rest <= 0) return { p: 0, log10P: null };
  return studentTail(r * Math.sqrt((n - 2) / rest), n - 2);
}

function methodName(method: Params["method"]): string {
  return { pearson: "Pearson", spearman: "Spearman", kendall: "Kendall tau-b", polychoric: "Polychoric" }[method];
}
