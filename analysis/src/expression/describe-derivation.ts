import type { Variable } from "@diaoyan/instruments";
import type { Derivation, DerivationOf } from "./derivation.ts";

/** What a derived variable is, before any case is computed; `variables` are those it may be made of. */
export function describeDerivation(derivation: Derivation, variables: readonly Variable[]): Variable {
  switch (derivation.op) {
    case "recode":
      return describeRecoded(derivation, variables);
    case "cut":
      return withOrder(describe(derivation, "string", "ordinal"), labelsOf(derivation));
    default:
      return describe(derivation, "numeric", "scale");
  }
}

/** The values a recoding gives, in the order of its map; cases without one are left out. */
export function targetsOf({ map }: DerivationOf<"recode">): readonly (string | number)[] {
  return [...new Set(Object.values(map).filter((target) => target !== null))];
}

/** What the groups of a cut are called: its labels, else the intervals themselves. */
export function labelsOf({ breaks, labels }: DerivationOf<"cut">): readonly string[] {
  return labels ?? intervalsOf(breaks);
}

/** Intervals (a, b] between breaks, open at both ends. */
export function intervalsOf(breaks: readonly number[]): readonly string[] {
  const inner = breaks.slice(1).map((high, index) => `(${breaks[index]}, ${high}]`);
  return [`≤${breaks[0]}`, ...inner, `>${breaks.at(-1)}`];
}

function describeRecoded(derivation: DerivationOf<"recode">, variables: readonly Variable[]): Variable {
  const targets = targetsOf(derivation);
  if (targets.length === 0 || !targets.every((value) => typeof value === "number"))
    return withOrder(describe(derivation, "string", "nominal"), [...new Set(targets.map(String))]);
  // numbers for numbers keep what they measure, such as a scale turned round
  const from = variables.find(({ name }) => name === derivation.from);
  return describe(derivation, "numeric", from?.type === "numeric" ? from.measure : "ordinal");
}

function describe(derivation: Derivation, type: Variable["type"], measure: Variable["measure"]): Variable {
  const { name, label } = derivation;
  return { name, label: { zh: label ?? name }, question: name, type, measure };
}

function withOrder(variable: Variable, values: readonly string[]): Variable {
  return { ...variable, valueLabels: values.map((value) => ({ value, label: { zh: value } })) };
}
