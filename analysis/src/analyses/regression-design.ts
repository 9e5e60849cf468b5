import { completeRows, pickRows } from "../dataset/complete-columns.ts";
import { readCategories, readColumn, readNumbers, readVariable } from "../dataset/read-column.ts";
import { noVariation, predictorDependent, tooFew, tooMany } from "../errors.ts";
import type { Dataset } from "../model/dataset.ts";
import type { PresentationContext } from "../model/presentation.ts";
import { nameValue, nameVariable, quoted, say } from "../presentation/wording.ts";

/** A column of a model: an intercept, a numeric predictor, or one value of a categorical one against its first. */
export interface Term {
  readonly term: string;
  readonly variable: string | null;
  /** The value a treatment contrast stands for. */
  readonly value: string | null;
  /** The value it is compared with. */
  readonly reference: string | null;
}

/** Columns of complete cases, the intercept first. */
export interface Design {
  readonly rows: Int32Array;
  readonly terms: readonly Term[];
  readonly columns: readonly Float64Array[];
  /** Places of the columns of each predictor. */
  readonly groups: readonly (readonly number[])[];
}

/** More values than a predictor of categories may have. */
const mostValues = 50;

/** True where a predictor stands for categories: a text, or a numeric variable that is declared nominal and has more than two values. */
function isCategorical(data: Dataset, name: string): boolean {
  if (readColumn(data, name).kind === "categorical") return true;
  return readVariable(data, name).measure === "nominal" && readCategories(data, name).values.length > 2;
}

/** Predictors over the rows where none of them and nothing `also` is missing; categories become treatment contrasts against their first value in use. */
export function readDesign(data: Dataset, predictors: readonly string[], also: readonly Float64Array[]): Design {
  const codes = predictors.map((name) => (isCategorical(data, name) ? readCategories(data, name) : null));
  const numbers = predictors.map((name, place) => {
    const coded = codes[place];
    return coded ? Float64Array.from(coded.codes, (code) => (code < 0 ? Number.NaN : code)) : readNumbers(data, name);
  });
  const rows = completeRows([...numbers, ...also]);
  const terms: Term[] = [{ term: "(Intercept)", variable: null, value: null, reference: null }];
  const columns: Float64Array[] = [new Float64Array(rows.length).fill(1)];
  const groups = predictors.map((variable, place) => {
    const picked = pickRows(numbers[place] ?? new Float64Array(), rows);
    const coded = codes[place];
    const from = columns.length;
    if (coded) {
      const used = coded.values.flatMap((value, code) => (picked.includes(code) ? [{ value, code }] : []));
      if (used.length > mostValues) throw tooMany(`values of predictor “${variable}”`, String(mostValues), used.length);
      if (rows.length > 0 && used.length < 2) throw predictorDependent(variable, true);
      for (const { value, code } of used.slice(1)) {
        terms.push({ term: `${variable}${value}`, variable, value, reference: used[0]?.value ?? null });
        columns.push(picked.map((one) => (one === code ? 1 : 0)));
      }
    } else {
      terms.push({ term: variable, variable, value: null, reference: null });
      columns.push(picked);
    }
    return columns.slice(from).map((_, offset) => from + offset);
  });
  return { rows, terms, columns, groups };
}

/** An outcome of categories over the complete cases of its predictors: the place of each case among the categories in use. */
export interface PlacedOutcome {
  readonly design: Design;
  readonly places: Int32Array;
  /** Values in use, in order. */
  readonly categories: readonly string[];
}

/** Reads it, where there are weights only cases that have one; throws with more than `most` categories in use, with one, and with too few cases. */
export function readPlacedOutcome(
  data: Dataset,
  { outcome, predictors }: { readonly outcome: string; readonly predictors: readonly string[] },
  {
    what,
    most,
    also,
  }: { readonly what: string; readonly most: number; readonly also: { weights: Float64Array } | null },
): PlacedOutcome {
  const { codes, values } = readCategories(data, outcome);
  const valid = Float64Array.from(codes, (code) => (code < 0 ? Number.NaN : code));
  const design = readDesign(data, predictors, also === null ? [valid] : [valid, also.weights]);
  const kept = design.rows.map((row) => codes[row] ?? 0);
  const used = [...new Set(kept)].sort((a, b) => a - b);
  if (used.length > most) throw tooMany(`categories of “${outcome}”`, String(most), used.length);
  requireCases(what, design);
  if (used.length < 2) throw noVariation(outcome);
  return {
    design,
    places: kept.map((code) => used.indexOf(code)),
    categories: used.map((code) => values[code] ?? ""),
  };
}

/** Refuses a model with fewer cases than it needs. */
export function requireCases(what: string, { rows, columns }: Design): void {
  const least = columns.length + 1;
  if (rows.length < least)
    throw tooFew(
      `${what} with ${columns.length} coefficients`,
      `at least ${least} complete cases`,
      String(rows.length),
    );
}

/** Refuses a predictor that does not vary over the complete cases. */
export function requireVariation({ columns, terms }: Design): void {
  const constant = columns.findIndex((column, place) => place > 0 && column.every((value) => value === column[0]));
  if (constant >= 0) throw predictorDependent(terms[constant]?.variable ?? "", true);
}

/** What a reader calls a term. */
export function nameTerm({ term, variable, value, reference }: Term, context: PresentationContext): string {
  if (variable === null) return term === "(Intercept)" ? say(context, "（常数项）", "(Intercept)") : term;
  if (value === null) return nameVariable(variable, context);
  const [shown, against] = [nameValue(variable, value, context), nameValue(variable, reference ?? "", context)];
  return say(
    context,
    `${nameVariable(variable, context)}：${shown}（参照：${against}）`,
    `${nameVariable(variable, context)}: ${shown} (vs ${against})`,
  );
}

/** What a sentence says of a term: the quoted name, and for a category what it is compared with. */
export function sayTerm({ variable, value, reference, term }: Term, context: PresentationContext): string {
  if (variable === null || value === null)
    return quoted(nameTerm({ variable, value, reference, term }, context), context);
  const [shown, against] = [value, reference ?? ""].map((one) => nameValue(variable, one, context));
  const name = quoted(`${nameVariable(variable, context)}${say(context, "：", ": ")}${shown}`, context);
  return say(context, `${name}与“${against}”相比，`, `${name} against “${against}”`);
}
