import { toNumber, truthOf } from "../expression/compare.ts";
import type { Scope } from "../expression/prepare-expression.ts";
import type { Json } from "../model/questionnaire.ts";
import type { PreparedValidator } from "../program/prepare-program.ts";
import { codePointLength } from "../text/code-points.ts";
import type { AnswerPlace, Report } from "./answer-problems.ts";
import { isEmail } from "./check-format.ts";

function outside(value: number, limits: { readonly min?: number; readonly max?: number }): string | null {
  if (limits.min !== undefined && value < limits.min) return `expected at least ${limits.min}, got ${value}`;
  if (limits.max !== undefined && value > limits.max) return `expected at most ${limits.max}, got ${value}`;
  return null;
}

function textProblem(validator: Extract<PreparedValidator, { type: "text" }>, value: Json): string | null {
  const text = String(value);
  if (validator.digits === false && /\d/u.test(text)) return "expected no digits";
  return outside(codePointLength(text), validator);
}

function numericProblem(validator: Extract<PreparedValidator, { type: "numeric" }>, value: Json): string | null {
  const number = toNumber(value);
  return number === undefined ? "expected a number" : outside(number, validator);
}

/** Why a validator does not accept a value, or null. */
function problemOf(validator: PreparedValidator, value: Json, scope: Scope): string | null {
  switch (validator.type) {
    case "numeric":
      return numericProblem(validator, value);
    case "text":
      return textProblem(validator, value);
    case "answercount":
      return Array.isArray(value) ? outside(value.length, validator) : null;
    case "regex":
      return validator.regex.test(String(value)) ? null : `expected the pattern ${validator.regex.source}`;
    case "email":
      return isEmail(String(value)) ? null : "expected an e-mail address";
    case "expression":
      return truthOf(validator.holds(scope)) ? null : "the condition of the question does not hold";
  }
}

/** Runs the validators of a question on its answer. */
export function checkValidators(
  validators: readonly PreparedValidator[],
  value: Json | undefined,
  at: { readonly place: AnswerPlace; readonly scope: Scope },
  report: Report,
): void {
  for (const validator of validators) {
    if (value === undefined && validator.type !== "expression") continue;
    const problem = problemOf(validator, value ?? null, at.scope);
    if (problem) report("validator-failed", at.place, problem);
  }
}
