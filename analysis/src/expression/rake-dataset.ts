import { readCategories, readWeights } from "../dataset/read-column.ts";
import type { AnalysisError } from "../errors.ts";
import type { Dataset } from "../model/dataset.ts";
import { type RakeMargin, type RakeOutcome, rakeTrimmed } from "../statistics/rake-weights.ts";

/** Totals by variable and value; a name such as `sex*age` crosses variables, its values are joined by `*` as well. */
export type MarginTotals = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** What cases are weighted to: totals, the weights to start from, and the most a weight may be, in multiples of the mean. */
export interface RakeRequest {
  readonly margins: MarginTotals;
  readonly weight?: string | undefined;
  readonly limit?: number | undefined;
}

/** Weights of the rows that have all variables, in their order. */
export interface RakedRows extends RakeOutcome {
  readonly rows: readonly number[];
}

/** The variables a margin is made of: itself, or those its name joins by `*`. */
export function marginVariables(dataset: Dataset, margin: string): readonly string[] {
  return dataset.columns.has(margin) ? [margin] : margin.split("*");
}

/**
 * Weights that bring the cases to the totals of every margin. Throws what `fail` makes of the reason: a value without a
 * total, a total without a case, margins that do not add up to the same sum, no complete case.
 */
export function rakeDataset(
  dataset: Dataset,
  request: RakeRequest,
  fail: (reason: string) => AnalysisError,
): RakedRows {
  const names = Object.keys(request.margins);
  const coded = names.map((name) => readCrossed(dataset, marginVariables(dataset, name)));
  const start = readWeights(dataset, request.weight);
  const rows = Array.from({ length: dataset.rowCount }, (_, row) => row).filter(
    (row) => (start[row] ?? 0) > 0 && coded.every(({ codes }) => (codes[row] ?? -1) >= 0),
  );
  const margins = names.map((name, place): Margin => {
    const { codes, values } = coded[place] ?? { codes: new Int32Array(), values: [] };
    const kept = Int32Array.from(rows, (row) => codes[row] ?? -1);
    return { name, codes: kept, totals: readTotals(request.margins[name] ?? {}, { name, values, codes: kept }, fail) };
  });
  checkSums(margins, fail);
  const weights = Float64Array.from(rows, (row) => start[row] ?? 1);
  return { rows, ...rakeTrimmed(margins, rows.length, { limit: request.limit, start: weights }) };
}

interface Margin extends RakeMargin {
  readonly name: string;
}

/** Categories of a variable, or of several together. */
function readCrossed(
  dataset: Dataset,
  names: readonly string[],
): { readonly codes: Int32Array; readonly values: readonly string[] } {
  const [first, ...rest] = names.map((name) => readCategories(dataset, name));
  if (first === undefined || rest.length === 0) return first ?? { codes: new Int32Array(), values: [] };
  const places = new Map<string, number>();
  const codes = first.codes.map((code, row) => {
    const parts = [first.values[code], ...rest.map((one) => one.values[one.codes[row] ?? -1])];
    if (parts.includes(undefined)) return -1;
    const value = parts.join("*");
    const place = places.get(value) ?? places.size;
    places.set(value, place);
    return place;
  });
  return { codes, values: [...places.keys()] };
}

function readTotals(
  wanted: Readonly<Record<string, number>>,
  { name, values, codes }: { readonly name: string; readonly values: readonly string[]; readonly codes: Int32Array },
  fail: (reason: string) => AnalysisError,
): readonly number[] {
  const used = new Set(Array.from(new Set(codes), (code) => values[code] ?? ""));
  const totals = new Map(Object.entries(wanted));
  const without = [...used].find((value) => !totals.has(value));
  if (without !== undefined) throw fail(`margin “${name}” has no total for the value “${without}”; give it or recode`);
  const empty = [...totals].find(([value, total]) => total > 0 && !used.has(value));
  if (empty !== undefined)
    throw fail(`margin “${name}” asks for ${empty[1]} of “${empty[0]}”, which no case has; merge it`);
  return values.map((value) => totals.get(value) ?? 0);
}

function checkSums(margins: readonly Margin[], fail: (reason: string) => AnalysisError): void {
  const sums = margins.map(({ totals }) => totals.reduce((sum, total) => sum + total, 0));
  const first = sums[0] ?? 0;
  if (!(first > 0)) throw fail("totals add up to 0, expected a sum above 0 and at least one complete case");
  const place = sums.findIndex((sum) => Math.abs(sum / first - 1) > 1e-6);
  if (place >= 0)
    throw fail(
      `totals of “${margins[0]?.name}” add up to ${first}, those of “${margins[place]?.name}” to ${sums[place]}; give the same sum`,
    );
}
