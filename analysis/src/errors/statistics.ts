import { AnalysisError } from "./analysis-error.ts";

/** Too little to compute with; `found` says what there is. */
export function tooFew(what: string, expected: string, found: string): AnalysisError {
  return new AnalysisError("data.too-few", `${what}: expected ${expected}, got ${found}`);
}

/** Too few cases for what was asked (`tooFew`), most of them because the modules of a split questionnaire went to different people. */
export function seldomAskedTogether(tooFewSaid: string, notAssigned: number, rows: number): AnalysisError {
  const why = `${notAssigned} of ${rows} cases were not assigned a module these stand in: take those of one module or the core`;
  return new AnalysisError("data.seldom-asked-together", `${tooFewSaid}; ${why}`);
}

/** A comparison of two groups that has another number of them; `instead` is the kind for more. */
export function notTwoGroups(what: string, instead: string, found: number): AnalysisError {
  return new AnalysisError(
    "data.not-two-groups",
    `${what}: expected exactly two groups with valid cases (filter with where, or use ${instead}), got ${found}`,
  );
}

/** A variable without variation. */
export function noVariation(name: string): AnalysisError {
  return new AnalysisError(
    "data.no-variation",
    `variable “${name}” has the same value in every valid case, so nothing can be compared; choose another or widen the filter`,
  );
}

/** Items that cancel each other out. */
export function totalConstant(items: readonly string[]): AnalysisError {
  return new AnalysisError(
    "data.total-constant",
    `the sum of ${items.join(", ")} is the same in every case, so it has no reliability; name items worded the other way in reverse`,
  );
}

/** Totals that do not part cases into a high and a low group. */
export function groupsAlike(items: readonly string[]): AnalysisError {
  return new AnalysisError(
    "data.groups-alike",
    `the totals of ${items.join(", ")} do not part a high from a low group; take a smaller share, or more items or cases`,
  );
}

/** Judgements of a pair that do not answer each other. */
export function judgementsInvalid(
  expert: number,
  [a, b]: readonly [string, string],
  [value, back]: readonly [number, number],
): AnalysisError {
  const expected = value > 0 ? 1 / value : 1;
  return new AnalysisError(
    "judgements.not-reciprocal",
    a === b
      ? `judgements of expert ${expert}: expected 1 where “${a}” meets itself, got ${value}`
      : `judgements of expert ${expert}: “${b}” to “${a}” must be 1 over “${a}” to “${b}”, expected ${Number(expected.toFixed(4))}, got ${back}`,
  );
}

/** A comparison that is no ratio. */
export function judgementNotPositive(name: string): AnalysisError {
  return new AnalysisError(
    "judgements.not-positive",
    `variable “${name}” holds values that are not above 0; expected how many times the first weighs the second, e.g. 3 or 0.3333; recode other codings first`,
  );
}

/** Groups without spread in a comparison that weighs each by its own. */
export function groupsConstant(names: readonly string[]): AnalysisError {
  return new AnalysisError(
    "data.groups-constant",
    `Games–Howell needs spread in all groups but one, and ${names.map((name) => `“${name}”`).join(", ")} have none; take postHoc tukey or leave them out by where`,
  );
}

/** More than can be computed or read. */
export function tooMany(what: string, limit: string, found: number): AnalysisError {
  return new AnalysisError("data.too-many", `${what}: expected at most ${limit}, got ${found}; merge values by recode`);
}

/** An item that others make up exactly. */
export function itemsDependent(name: string, others: readonly string[]): AnalysisError {
  return new AnalysisError(
    "data.dependent",
    `“${name}” follows exactly from ${others.map((one) => `“${one}”`).join(", ")}, so the matrix is singular; leave one of them out`,
  );
}

/** A predictor without anything of its own. */
export function predictorDependent(name: string, constant: boolean): AnalysisError {
  const why = constant ? "has the same value in every complete case" : "follows exactly from the predictors before it";
  return new AnalysisError("data.dependent", `predictor “${name}” ${why}; leave it out`);
}

/** Predictors that tell an outcome apart without a doubt, so that no estimate exists. */
export function separated(outcome: string, suspect: string): AnalysisError {
  return new AnalysisError(
    "data.separated",
    `the predictors separate the values of “${outcome}” perfectly, so the coefficients have no finite estimate; look at “${suspect}” first: leave it out or merge its values`,
  );
}

/** Totals that cases cannot be weighted to. */
export function rakeInvalid(reason: string): AnalysisError {
  return new AnalysisError("rake.invalid", `margins: ${reason}`);
}

/** A stratum whose spread cannot be estimated. */
export function lonelyStratum(name: string): AnalysisError {
  const where = name === "" ? "the design has one cluster only" : `stratum “${name}” has one cluster only`;
  return new AnalysisError(
    "design.lonely-stratum",
    `${where}, so its spread is unknown; merge it with a similar stratum by recode, or give fpc where all of it was drawn`,
  );
}

/** A population size that is none. */
export function fpcInvalid(name: string, reason: string): AnalysisError {
  return new AnalysisError(
    "design.fpc",
    `fpc “${name}” ${reason}; expected the same population size in each stratum, at least the clusters drawn, or the share drawn`,
  );
}

/** More factors than the items can carry. */
export function tooManyFactors(asked: number, most: number, items: number): AnalysisError {
  return new AnalysisError(
    "factors.too-many",
    `factors: expected at most ${most} for ${items} items, got ${asked}; ask for fewer or leave factors out`,
  );
}

/** A sampling frame of nobody. */
export function emptyFrame(): AnalysisError {
  return new AnalysisError("sampling.empty", "the sampling frame has no member; import a roster first");
}

/** A member that stands in the frame twice would be drawn with another chance. */
export function doubledInFrame(): AnalysisError {
  return new AnalysisError("sampling.twice", "an id stands in the sampling frame twice; every member must stand once");
}

/** A sample of no size. */
export function wrongSampleTotal(total: number): AnalysisError {
  return new AnalysisError("sampling.total", `total must be a whole number from 1, got ${total}`);
}

/** A map of a variable whose categories are no districts. */
export function noDistricts(variable: string, found: number, categories: number): AnalysisError {
  return new AnalysisError(
    "chart.no-districts",
    `picture: the map shows the districts of Tianjin (和平, 河东, …, 蓟州), but of the ${categories} categories of “${variable}” ${found} are districts; expected more than half; choose a variable of districts, or another picture`,
  );
}
