import type { Where } from "../expression/where.ts";
import type { PresentationContext } from "../model/presentation.ts";
import { nameValue, nameVariable, say } from "./wording.ts";

type Comparison = Extract<Where, { readonly variable: string }>;
type Value = number | string;

/** A filter in words, with the labels of its variables and values; `and` binds closer than `or`, brackets show what else belongs together. */
export function sayWhere(where: Where, context: PresentationContext): string {
  if ("and" in where) return joinParts(where.and, "and", context);
  if ("or" in where) return joinParts(where.or, "or", context);
  if (!("not" in where)) return sayComparison(where, context);
  const { not } = where;
  if ("variable" in not && not.in !== undefined && Object.keys(not).length === 2) {
    const name = nameVariable(not.variable, context);
    return `${name}${say(context, "不为", " is not ")}${sayValues(not.variable, not.in, context)}`;
  }
  const inner = sayWhere(not, context);
  return say(context, `不符合（${inner}）`, `not (${inner})`);
}

function joinParts(parts: readonly Where[], join: "and" | "or", context: PresentationContext): string {
  const between = join === "and" ? say(context, "，且", " and ") : say(context, "；或", ", or ");
  return parts
    .map((part) => {
      const apart = "or" in part ? join === "and" && part.or.length > 1 : "and" in part && join === "or";
      const text = sayWhere(part, context);
      return apart && parts.length > 1 ? say(context, `（${text}）`, `(${text})`) : text;
    })
    .join(between);
}

function sayComparison({ variable, in: list, ...limits }: Comparison, context: PresentationContext): string {
  const { eq, ne, lt, lte, gt, gte } = limits;
  const one = (value: Value): string => nameValue(variable, String(value), context);
  const said: string[] = [];
  if (list !== undefined) said.push(say(context, "为", " is ") + sayValues(variable, list, context));
  if (eq !== undefined) said.push(say(context, `为${one(eq)}`, ` is ${one(eq)}`));
  if (ne !== undefined) said.push(say(context, `不为${one(ne)}`, ` is not ${one(ne)}`));
  if (gte !== undefined) said.push(say(context, `不低于${one(gte)}`, ` is at least ${one(gte)}`));
  if (gt !== undefined) said.push(say(context, `高于${one(gt)}`, ` is above ${one(gt)}`));
  if (lte !== undefined) said.push(say(context, `不高于${one(lte)}`, ` is at most ${one(lte)}`));
  if (lt !== undefined) said.push(say(context, `低于${one(lt)}`, ` is below ${one(lt)}`));
  return nameVariable(variable, context) + said.join(say(context, "且", " and"));
}

function sayValues(variable: string, values: readonly Value[], context: PresentationContext): string {
  const shown = values.map((value) => nameValue(variable, String(value), context));
  const last = shown.at(-1) ?? say(context, "（无）", "(none)");
  if (shown.length < 2) return last;
  return `${shown.slice(0, -1).join(say(context, "、", ", "))}${say(context, "或", " or ")}${last}`;
}
