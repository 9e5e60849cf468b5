import type { Expression } from "../expression/expression.ts";
import { asChoice, symbolOf, type XpathScope } from "./symbol.ts";

type Converted = Expression | string;
type Convert = (args: readonly Expression[], scope: XpathScope) => Converted;

const constant = (value: string | number | boolean): Expression => ({ op: "const", value });

const sameCall =
  (name: string): Convert =>
  (args) => ({ op: "call", name, args });

function convertSelected([of, wanted]: readonly Expression[], scope: XpathScope): Converted {
  if (of === undefined || wanted === undefined) return "selected() takes a question and a choice";
  const symbol = symbolOf(of, scope);
  const right = asChoice(wanted, symbol);
  return { op: symbol?.kind === "one" ? "eq" : "contains", left: of, right };
}

function convertCoalesce([first, second]: readonly Expression[]): Converted {
  if (first === undefined || second === undefined) return "coalesce() takes two values";
  return { op: "call", name: "iif", args: [{ op: "notempty", of: first }, first, second] };
}

/** `sum(${x})` over the entries of a list, or of several values. */
const overEntries =
  (plain: string, inArray: string): Convert =>
  (args, scope) => {
    const [only] = args;
    const symbol = only === undefined ? undefined : symbolOf(only, scope);
    if (args.length === 1 && symbol?.within?.word === "panel" && symbol.within.name !== scope.place) {
      const [list = "", name = ""] = symbol.path;
      return { op: "call", name: inArray, args: [{ op: "ref", path: [list] }, constant(name)] };
    }
    return { op: "call", name: plain, args };
  };

function first(args: readonly Expression[]): Converted {
  return args[0] ?? "a value is missing";
}

const moving = "asks the clock or chance, so that one answer could be judged twice differently";

/** Functions of XLSForm that the profile has, by name. */
const conversions: Readonly<Record<string, Convert>> = {
  selected: convertSelected,
  not: ([of]) => (of === undefined ? "not() takes a condition" : { op: "not", of }),
  true: () => constant(true),
  false: () => constant(false),
  boolean: first,
  number: first,
  date: first,
  "date-time": first,
  if: sameCall("iif"),
  coalesce: convertCoalesce,
  round: sameCall("round"),
  sum: overEntries("sum", "sumInArray"),
  min: overEntries("min", "minInArray"),
  max: overEntries("max", "maxInArray"),
  pow: ([left, right]) =>
    left === undefined || right === undefined ? "pow() takes two numbers" : { op: "pow", left, right },
  contains: ([left, right]) =>
    left === undefined || right === undefined ? "contains() takes two texts" : { op: "contains", left, right },
  today: () => `today() ${moving}`,
  now: () => `now() ${moving}`,
  random: () => `random() ${moving}`,
  uuid: () => `uuid() ${moving}`,
};

/** A call of an XLSForm function in the profile's language, or why there is none. */
export function convertCall(name: string, args: readonly Expression[], scope: XpathScope): Converted {
  const convert = Object.hasOwn(conversions, name) ? conversions[name] : undefined;
  return convert?.(args, scope) ?? `the function ${name}() has no counterpart here`;
}
