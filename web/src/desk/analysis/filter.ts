import type { Variable } from "@diaoyan/instruments";
import { isEmpty } from "./param-fields.ts";

/** What a form holds of a condition: a question, the values or limits it asks for, and how it stands to the one before. */
export interface Condition {
  /** Left out: `and`. Without a meaning in the first condition. */
  readonly join?: "and" | "or" | undefined;
  /** Left out: cases that meet it are kept. */
  readonly cases?: "keep" | "drop" | undefined;
  readonly variable?: string | undefined;
  readonly values?: readonly string[] | undefined;
  readonly min?: number | null | undefined;
  readonly max?: number | null | undefined;
}

type Where = Readonly<Record<string, unknown>>;

/** How the values of a question are chosen: from its labels, between limits, or typed. */
export function filterKind(variable: Variable | undefined): "labels" | "limits" | "texts" {
  if ((variable?.valueLabels ?? []).length > 0) return "labels";
  return variable?.type === "numeric" ? "limits" : "texts";
}

/** The filter of a request, in which “and” binds closer than “or”; undefined where no condition narrows it. */
export function toWhere(conditions: readonly Condition[], variables: readonly Variable[]): Where | undefined {
  const groups: Where[][] = [];
  for (const condition of conditions) {
    const where = toComparison(condition, variables);
    if (where === undefined) continue;
    const last = groups.at(-1);
    if (last === undefined || condition.join === "or") groups.push([where]);
    else last.push(where);
  }
  const parts = groups.map((group) => joined(group, "and"));
  return joined(parts, "or");
}

/** Several as one; undefined of none. */
function joined(parts: readonly (Where | undefined)[], join: "and" | "or"): Where | undefined {
  return parts.length > 1 ? { [join]: parts } : parts[0];
}

function toComparison(condition: Condition, variables: readonly Variable[]): Where | undefined {
  const { variable: name, values, min, max, cases } = condition;
  if (isEmpty(name)) return undefined;
  const variable = variables.find((one) => one.name === name);
  const keep = (where: Where): Where => (cases === "drop" ? { not: where } : where);
  if (filterKind(variable) === "limits") {
    const limits = { ...(isEmpty(min) ? {} : { gte: min }), ...(isEmpty(max) ? {} : { lte: max }) };
    return Object.keys(limits).length === 0 ? undefined : keep({ variable: name, ...limits });
  }
  if (values === undefined || values.length === 0) return undefined;
  return keep({ variable: name, in: variable?.type === "numeric" ? values.map(Number) : [...values] });
}
