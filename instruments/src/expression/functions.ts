import type { Json } from "../model/questionnaire.ts";
import { toNumber, truthOf } from "./compare.ts";

/** A value while an expression is evaluated; `undefined` = no answer. */
export type Value = Json | undefined;

interface ExpressionFunction {
  readonly fewest: number;
  readonly most: number;
  readonly apply: (args: readonly Value[]) => Value;
}

/** The numbers among the arguments; arrays are opened, what is empty or no number is left out. */
function numbersIn(args: readonly Value[]): number[] {
  return args
    .flatMap((value): readonly Value[] => (Array.isArray(value) ? (value as readonly Json[]) : [value]))
    .map(toNumber)
    .filter((value) => value !== undefined);
}

/** The numbers under member `name` in an array of objects, e.g. the panels of a dynamic panel. */
function membersIn([list, name]: readonly Value[]): number[] {
  if (!Array.isArray(list) || typeof name !== "string") return [];
  return numbersIn(
    (list as readonly Json[]).map((item) =>
      item !== null && typeof item === "object" && Object.hasOwn(item, name)
        ? (item as Readonly<Record<string, Json>>)[name]
        : undefined,
    ),
  );
}

/** A float without the noise of binary addition: 15 significant digits. */
export function tidy(value: number): number {
  return Number(value.toPrecision(15));
}

const sum = (values: readonly number[]): number => tidy(values.reduce((total, value) => total + value, 0));
const average = (values: readonly number[]): number => (values.length === 0 ? 0 : sum(values) / values.length);
const smallest = (values: readonly number[]): Value => (values.length === 0 ? undefined : Math.min(...values));
const largest = (values: readonly number[]): Value => (values.length === 0 ? undefined : Math.max(...values));

/** Half away from zero at `digits` decimals, as a person rounds. */
function round([value, digits]: readonly Value[]): Value {
  const number = toNumber(value);
  if (number === undefined) return undefined;
  const factor = 10 ** (toNumber(digits) ?? 0);
  return (Math.sign(number) * Math.round(tidy(Math.abs(number) * factor))) / factor;
}

const many = Number.POSITIVE_INFINITY;

/** Functions of the expression language: deterministic, without clock or chance (rule EX5). */
export const expressionFunctions: ReadonlyMap<string, ExpressionFunction> = new Map([
  ["iif", { fewest: 3, most: 3, apply: ([test, yes, no]) => (truthOf(test) ? yes : no) }],
  ["sum", { fewest: 1, most: many, apply: (args) => sum(numbersIn(args)) }],
  ["avg", { fewest: 1, most: many, apply: (args) => average(numbersIn(args)) }],
  ["min", { fewest: 1, most: many, apply: (args) => smallest(numbersIn(args)) }],
  ["max", { fewest: 1, most: many, apply: (args) => largest(numbersIn(args)) }],
  ["round", { fewest: 1, most: 2, apply: round }],
  ["sumInArray", { fewest: 2, most: 2, apply: (args) => sum(membersIn(args)) }],
  ["avgInArray", { fewest: 2, most: 2, apply: (args) => average(membersIn(args)) }],
  ["minInArray", { fewest: 2, most: 2, apply: (args) => smallest(membersIn(args)) }],
  ["maxInArray", { fewest: 2, most: 2, apply: (args) => largest(membersIn(args)) }],
  ["countInArray", { fewest: 2, most: 2, apply: ([list, name]) => membersIn([list, name]).length }],
] satisfies [string, ExpressionFunction][]);
