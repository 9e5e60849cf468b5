import type { Variable } from "@diaoyan/instruments";
import { isEmpty } from "./param-fields.ts";

/** What a form holds of a filter: a question, and the values or limits that keep a case. */
export interface FilterValues {
  readonly variable?: string | undefined;
  readonly values?: readonly string[] | undefined;
  readonly min?: number | null | undefined;
  readonly max?: number | null | undefined;
}

/** How the values of a question are chosen: from its labels, between limits, or typed. */
export function filterKind(variable: Variable | undefined): "labels" | "limits" | "texts" {
  if ((variable?.valueLabels ?? []).length > 0) return "labels";
  return variable?.type === "numeric" ? "limits" : "texts";
}

/** The filter of a request; undefined where nothing narrows it. */
export function toWhere(
  { variable: name, values, min, max }: FilterValues,
  variables: readonly Variable[],
): Readonly<Record<string, unknown>> | undefined {
  if (isEmpty(name)) return undefined;
  const variable = variables.find((one) => one.name === name);
  if (filterKind(variable) === "limits") {
    const limits = { ...(isEmpty(min) ? {} : { gte: min }), ...(isEmpty(max) ? {} : { lte: max }) };
    return Object.keys(limits).length === 0 ? undefined : { variable: name, ...limits };
  }
  if (values === undefined || values.length === 0) return undefined;
  return { variable: name, in: variable?.type === "numeric" ? values.map(Number) : [...values] };
}
