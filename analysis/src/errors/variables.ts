import { AnalysisError } from "./analysis-error.ts";

/** A construct that a questionnaire does not declare. */
export function constructUnknown(given: string, known: readonly string[]): AnalysisError {
  return new AnalysisError(
    "construct.unknown",
    `construct: expected one of ${known.join(", ") || "(none is declared)"}, got ${given}`,
  );
}

/** A name that no column has; names that look alike are offered. */
export function unknownVariable(name: string, known: readonly string[]): AnalysisError {
  const near = known.filter((other) => isNear(name, other)).slice(0, 5);
  const choice = (near.length > 0 ? near : known.slice(0, 8)).join(", ");
  const remedy = choice === "" ? "the data set has no variables" : `did you mean ${choice}?`;
  return new AnalysisError("variable.unknown", `the data set has no variable “${name}”; ${remedy}`);
}

function isNear(name: string, other: string): boolean {
  const [a, b] = [name.toLowerCase(), other.toLowerCase()];
  return a.length > 2 && (b.includes(a) || a.includes(b) || a.slice(0, 3) === b.slice(0, 3));
}

/** A variable that must hold numbers and does not. */
export function notNumeric(name: string, found: readonly string[]): AnalysisError {
  const shown = found.map((value) => `“${value}”`).join(", ");
  return new AnalysisError(
    "variable.not-numeric",
    `variable “${name}” must hold numbers, got ${shown}; choose another or recode it`,
  );
}

/** A number whose powers a computer cannot hold. */
export function outOfRange(name: string, value: number): AnalysisError {
  return new AnalysisError(
    "variable.out-of-range",
    `variable “${name}” holds ${value}, expected 0 or a size between 1e-50 and 1e50; correct the value or leave it out by where`,
  );
}

/** A weight below zero. */
export function negativeWeight(name: string): AnalysisError {
  return new AnalysisError(
    "variable.negative-weight",
    `weight “${name}” holds a negative number, expected 0 or more; choose another weight or correct it`,
  );
}

/** A description of variables that is not in form; one line a place. */
export function variablesInvalid(places: readonly string[]): AnalysisError {
  return new AnalysisError("variables.invalid", `the variables file is not in form:\n  ${places.join("\n  ")}`);
}

/** A category of reference that no complete case has. */
export function referenceUnknown(outcome: string, given: string, known: readonly string[]): AnalysisError {
  return new AnalysisError(
    "reference.unknown",
    `reference: expected a value of “${outcome}” that complete cases have (${known.join(", ")}), got “${given}”`,
  );
}

/** A reversed item whose limits are not declared. */
export function scaleUnknown(name: string): AnalysisError {
  return new AnalysisError(
    "scale.unknown",
    `item “${name}” is reversed but its lowest and highest value are not declared; give scale {min, max} or declare them with the variable`,
  );
}

/** An outcome of a binary model that is neither 0 nor 1. */
export function notBinary(name: string, found: number): AnalysisError {
  return new AnalysisError(
    "outcome.not-binary",
    `outcome “${name}” must hold 0 and 1 only, got ${found}; recode it by derive, or take ordinalRegression`,
  );
}

/** An answer that is no recommendation from 0 to 10. */
export function notRecommendation(name: string, found: number): AnalysisError {
  return new AnalysisError(
    "nps.out-of-scale",
    `variable “${name}” must hold whole numbers from 0 to 10, got ${found}; recode it by derive`,
  );
}

/** A text that a numeric variable is compared with. */
export function operandInvalid(name: string, value: string): AnalysisError {
  return new AnalysisError(
    "where.operand",
    `where: variable “${name}” holds numbers, so it cannot be compared with “${value}”; give a number`,
  );
}

/** A derived variable that cannot be made. */
export function deriveInvalid(name: string, reason: string): AnalysisError {
  return new AnalysisError("derive.invalid", `derived variable “${name}”: ${reason}`);
}
