import type { Directive } from "../outline/outline.ts";
import { DirectiveError } from "./directive-error.ts";

/** Attributes that steer the report; those of analyses add the parameters of their kind. */
export const ownAttributes: Readonly<Record<string, ReadonlySet<string>>> = {
  analysis: new Set(["questionnaire", "construct", "show", "caption"]),
  value: new Set(["questionnaire", "construct", "path", "digits", "percent", "unit"]),
  indicator: new Set(),
  count: new Set(),
  study: new Set(),
  quotes: new Set(["code", "n"]),
  case: new Set(["id"]),
  cases: new Set(["kind"]),
  ledger: new Set(),
  methods: new Set(["part"]),
  cite: new Set(),
  footnote: new Set(),
  references: new Set(["style", "all"]),
  indicatorComparison: new Set(["years", "kind", "caption"]),
  indicatorMap: new Set(["indicator", "year", "kind", "caption"]),
  finding: new Set(["id"]),
  recommendation: new Set(["id"]),
  findings: new Set(),
  measures: new Set(),
  policies: new Set(["level"]),
  policyComparison: new Set(["by", "columns", "codes", "levels", "regions", "from", "to", "n", "caption"]),
  indicators: new Set(),
  plan: new Set(["types", "actual"]),
  performance: new Set(["done", "review", "punctual", "cost", "adoption", "satisfaction"]),
  deliverables: new Set(),
  instruments: new Set(),
  questionnaire: new Set(["name"]),
  protocol: new Set(["id"]),
  quotas: new Set(),
  reliability: new Set(["questionnaire"]),
  caseIndex: new Set(["kind"]),
};

/** Refuses an attribute that a directive does not know, so that a misspelt one is noticed. Throws `DirectiveError`. */
export function checkAttributes({ name, attributes }: Directive): void {
  const known = ownAttributes[name];
  if (known === undefined || name === "analysis" || name === "value") return;
  const stray = Object.keys(attributes).find((key) => !known.has(key));
  if (stray === undefined) return;
  throw new DirectiveError(
    `${stray}: expected ${known.size === 0 ? "no attributes" : `only ${[...known].join(", ")}`}`,
  );
}
