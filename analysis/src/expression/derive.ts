import type { Variable } from "@diaoyan/instruments";
import { z } from "zod";
import { makeColumn, type RawCell } from "../dataset/columns.ts";
import { readColumn, readNumbers, readVariable } from "../dataset/read-column.ts";
import { deriveInvalid, scaleUnknown } from "../errors.ts";
import type { Column, Dataset } from "../model/dataset.ts";
import { missingReasons } from "../model/dataset.ts";

const name = z.string().min(1).max(200);
const label = z.string().optional();

/** Schema of one entry of `derive`. */
export const deriveSchema = z.discriminatedUnion("op", [
  z.strictObject({
    name,
    label,
    op: z.enum(["mean", "sum"]),
    items: z.array(name).min(1),
    reverse: z.array(name).optional(),
    /** Valid items a case needs; all of them when left out. */
    minValid: z.number().int().min(1).optional(),
  }),
  z.strictObject({
    name,
    label,
    op: z.literal("recode"),
    from: name,
    map: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
  }),
  z.strictObject({
    name,
    label,
    op: z.literal("cut"),
    from: name,
    breaks: z.array(z.number()).min(1),
    labels: z.array(z.string()).optional(),
  }),
]);

export type Derivation = z.output<typeof deriveSchema>;

/** Adds a derived variable; later ones may use it. An existing name is refused. */
export function addDerived(dataset: Dataset, derivation: Derivation): Dataset {
  if (dataset.columns.has(derivation.name))
    throw deriveInvalid(derivation.name, "a variable of this name exists; choose another name");
  const { variable, cells } = make(dataset, derivation);
  const columns = new Map(dataset.columns).set(variable.name, makeColumn(variable, cells));
  return { ...dataset, variables: [...dataset.variables, variable], columns };
}

interface Made {
  readonly variable: Variable;
  readonly cells: readonly RawCell[];
}

function make(dataset: Dataset, derivation: Derivation): Made {
  switch (derivation.op) {
    case "mean":
    case "sum":
      return makeScore(dataset, derivation);
    case "recode":
      return makeRecoded(dataset, derivation);
    case "cut":
      return makeCut(dataset, derivation);
  }
}

function makeScore(dataset: Dataset, derivation: Extract<Derivation, { op: "mean" | "sum" }>): Made {
  const { items, reverse = [], op, minValid = items.length } = derivation;
  const stray = reverse.find((item) => !items.includes(item));
  if (stray !== undefined)
    throw deriveInvalid(derivation.name, `reverse names “${stray}”, which is not among its items`);
  const columns = items.map((item) =>
    reverse.includes(item) ? reversedNumbers(dataset, item) : readNumbers(dataset, item),
  );
  const cells = Array.from({ length: dataset.rowCount }, (_, row): RawCell => {
    const valid = columns.map((column) => column[row] ?? Number.NaN).filter((value) => !Number.isNaN(value));
    if (valid.length < minValid) return { missing: "notApplicable" };
    const sum = valid.reduce((total, value) => total + value, 0);
    return { value: op === "mean" ? sum / valid.length : sum };
  });
  return { variable: describe(derivation, "numeric", "scale"), cells };
}

/** Values of a reversed item: maximum + minimum − x, with the declared limits of its scale. */
export function reversedNumbers(
  dataset: Dataset,
  item: string,
  declared?: { readonly min: number; readonly max: number } | undefined,
): Float64Array {
  const scale = declared ?? readVariable(dataset, item).scale;
  if (scale === undefined) throw scaleUnknown(item);
  return readNumbers(dataset, item).map((value) => scale.max + scale.min - value);
}

function makeRecoded(dataset: Dataset, derivation: Extract<Derivation, { op: "recode" }>): Made {
  const column = readColumn(dataset, derivation.from);
  const targets = Object.values(derivation.map).filter((value) => value !== null);
  const numeric = targets.length > 0 && targets.every((value) => typeof value === "number");
  const cells = Array.from({ length: dataset.rowCount }, (_, row): RawCell => {
    const key = keyOf(column, row);
    if (key === null) return { missing: missingReasons[column.missing[row] ?? 0] ?? "skipped" };
    const target = derivation.map[key];
    return target === undefined || target === null ? { missing: "notApplicable" } : { value: target };
  });
  const order = [...new Set(targets.map(String))];
  const variable = describe(derivation, numeric ? "numeric" : "string", "nominal");
  return {
    variable: numeric
      ? variable
      : { ...variable, valueLabels: order.map((value) => ({ value, label: { zh: value } })) },
    cells,
  };
}

/** Intervals (a, b] as R's `cut`, the first closed on the left; below the first and above the last break is open. */
function makeCut(dataset: Dataset, derivation: Extract<Derivation, { op: "cut" }>): Made {
  const { breaks, from } = derivation;
  if (breaks.some((value, index) => index > 0 && value <= (breaks[index - 1] ?? 0)))
    throw deriveInvalid(derivation.name, "breaks must rise");
  const labels = derivation.labels ?? defaultLabels(breaks);
  if (labels.length !== breaks.length + 1)
    throw deriveInvalid(
      derivation.name,
      `expected ${breaks.length + 1} labels for ${breaks.length} breaks, got ${labels.length}`,
    );
  const cells = Array.from(readNumbers(dataset, from), (value): RawCell => {
    if (Number.isNaN(value)) return { missing: "skipped" };
    const place = breaks.findIndex((limit) => value <= limit);
    return { value: labels[place < 0 ? breaks.length : place] ?? "" };
  });
  const variable = describe(derivation, "string", "ordinal");
  return { variable: { ...variable, valueLabels: labels.map((value) => ({ value, label: { zh: value } })) }, cells };
}

function defaultLabels(breaks: readonly number[]): readonly string[] {
  const inner = breaks.slice(1).map((high, index) => `(${breaks[index]}, ${high}]`);
  return [`≤${breaks[0]}`, ...inner, `>${breaks.at(-1)}`];
}

function keyOf(column: Column, row: number): string | null {
  if (column.kind === "categorical") return column.categories[column.codes[row] ?? -1] ?? null;
  const value = column.values[row] ?? Number.NaN;
  return Number.isNaN(value) ? null : String(value);
}

function describe(derivation: Derivation, type: Variable["type"], measure: Variable["measure"]): Variable {
  return {
    name: derivation.name,
    label: { zh: derivation.label ?? derivation.name },
    question: derivation.name,
    type,
    measure,
  };
}
