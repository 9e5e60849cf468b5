import type { Directive } from "../outline/outline.ts";
import { DirectiveError } from "./report-state.ts";

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
  methods: new Set(),
  references: new Set(["style"]),
  finding: new Set(["id"]),
  recommendation: new Set(["id"]),
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
