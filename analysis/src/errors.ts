/** A mistake in what was handed to `analysis`; `code` is stable, the message names what came and how to mend it. */
export class AnalysisError extends Error {
  readonly code: string;
  /** What could have come instead, where that can be listed. */
  readonly choices: readonly string[];

  constructor(code: string, message: string, choices: readonly string[] = []) {
    super(message);
    this.name = "AnalysisError";
    this.code = code;
    this.choices = choices;
  }
}

/** A selection whose end stands before its start. */
export function spanReversed(start: number, end: number): AnalysisError {
  return new AnalysisError(
    "coding.span-reversed",
    `end of the span must not precede its start, got ${start} to ${end}`,
  );
}

/** A selection without a visible character. */
export function emptyQuote(start: number, end: number): AnalysisError {
  return new AnalysisError(
    "coding.empty-quote",
    `span ${start} to ${end} covers no visible character; select the words to be coded`,
  );
}

/** A quote that is not what the transcript holds at the offsets. */
export function quoteDiffers(given: string, found: string): AnalysisError {
  return new AnalysisError(
    "coding.quote-differs",
    `quote was “${given}” but the transcript holds “${found}” at these offsets; count offsets in code points of this revision`,
  );
}

/** A corpus analysis that was given no corpus. */
export function corpusNeeded(kind: string): AnalysisError {
  return new AnalysisError("corpus.needed", `analysis “${kind}” reads transcripts and codings, but none were given`);
}

/** A code number that the codebook does not hold. */
export function unknownCode(number: string): AnalysisError {
  return new AnalysisError(
    "corpus.unknown-code",
    `codes: the codebook has no code “${number}”; give its number, e.g. 2.1`,
  );
}

/** An attribute that no transcript has. */
export function unknownAttribute(name: string, known: readonly string[]): AnalysisError {
  const choice = known.length > 0 ? `choose one of ${known.join(", ")}` : "no transcript has attributes yet";
  return new AnalysisError("corpus.unknown-attribute", `no transcript has the attribute “${name}”; ${choice}`);
}

/** A document that is no snapshot, one of another format, or one of no moment. */
export function notSnapshot(expected: string, came: string): AnalysisError {
  return new AnalysisError(
    "snapshot.format",
    `snapshot: expected ${expected} as “diaoyan export --snapshot” writes it, got ${came}`,
  );
}

/** A questionnaire of which a snapshot holds no published version. */
export function questionnaireUnknown(given: string | undefined, known: readonly string[]): AnalysisError {
  return new AnalysisError(
    "snapshot.questionnaire",
    `questionnaire: expected one of ${known.join(", ") || "(none is published)"}, got ${given ?? "nothing"}`,
  );
}

/** A construct that a questionnaire does not declare. */
export function constructUnknown(given: string, known: readonly string[]): AnalysisError {
  return new AnalysisError(
    "construct.unknown",
    `construct: expected one of ${known.join(", ") || "(none is declared)"}, got ${given}`,
  );
}

/** A dataset analysis that was given no data. */
export function datasetNeeded(kind: string): AnalysisError {
  return new AnalysisError("dataset.needed", `analysis “${kind}” reads a data set, but none was given`);
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

/** A response to a version that was not handed over. */
export function versionUnknown(id: string, version: string): AnalysisError {
  return new AnalysisError(
    "dataset.version-unknown",
    `response ${id} answers version ${version}, which is not among the versions given`,
  );
}

/** A CSV text without a header. */
export function csvEmpty(): AnalysisError {
  return new AnalysisError("csv.empty", "the CSV text is empty; expected a first row with the names of the variables");
}

/** A described variable that the file does not hold. */
export function columnMissing(name: string, header: readonly string[]): AnalysisError {
  return new AnalysisError(
    "csv.column-missing",
    `variable “${name}” is described but no column has this name; columns are ${header.slice(0, 10).join(", ")}`,
  );
}

/** Two columns of one name. */
export function columnDuplicate(name: string): AnalysisError {
  return new AnalysisError("csv.column-duplicate", `two columns are named “${name}”; give each its own name`);
}

/** A row with more fields than the header. */
export function rowTooLong(line: number, expected: number, got: number): AnalysisError {
  return new AnalysisError(
    "csv.row-too-long",
    `CSV row ${line} has ${got} fields, expected ${expected}; a text with a comma needs quotes`,
  );
}

/** A text where a described numeric variable must hold a number; `row` counts from 1 with the header. */
export function notANumber(name: string, row: number, found: string): AnalysisError {
  return new AnalysisError(
    "csv.not-a-number",
    `CSV row ${row}, variable “${name}”: expected a number or an empty cell, got “${found}”; correct the cell or describe the variable as string`,
  );
}

/** A description of variables that is not in form; one line a place. */
export function variablesInvalid(places: readonly string[]): AnalysisError {
  return new AnalysisError("variables.invalid", `the variables file is not in form:\n  ${places.join("\n  ")}`);
}

/** A request whose parameters are not in form. */
export function requestInvalid(kind: string, places: readonly string[]): AnalysisError {
  return new AnalysisError("request.invalid", `request for “${kind}” is not in form: ${places.join("; ")}`);
}

/** A kind of analysis that is not registered. */
export function unknownKind(kind: string, known: readonly string[]): AnalysisError {
  return new AnalysisError(
    "request.unknown-kind",
    `there is no analysis “${kind}”; expected one of ${known.join(", ")}`,
  );
}

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

/** A category of reference that no complete case has. */
export function referenceUnknown(outcome: string, given: string, known: readonly string[]): AnalysisError {
  return new AnalysisError(
    "reference.unknown",
    `reference: expected a value of “${outcome}” that complete cases have (${known.join(", ")}), got “${given}”`,
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

/** A reversed item whose limits are not declared. */
export function scaleUnknown(name: string): AnalysisError {
  return new AnalysisError(
    "scale.unknown",
    `item “${name}” is reversed but its lowest and highest value are not declared; give scale {min, max} or declare them with the variable`,
  );
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

/** An outcome of a binary model that is neither 0 nor 1. */
export function notBinary(name: string, found: number): AnalysisError {
  return new AnalysisError(
    "outcome.not-binary",
    `outcome “${name}” must hold 0 and 1 only, got ${found}; recode it by derive, or take ordinalRegression`,
  );
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

/** An answer that is no recommendation from 0 to 10. */
export function notRecommendation(name: string, found: number): AnalysisError {
  return new AnalysisError(
    "nps.out-of-scale",
    `variable “${name}” must hold whole numbers from 0 to 10, got ${found}; recode it by derive`,
  );
}

/** An attribute of interviews and a variable of the survey that share no group. */
export function groupsApart(attribute: string, variable: string, values: readonly string[]): AnalysisError {
  return new AnalysisError(
    "corpus.groups-apart",
    `no value of “${variable}” is one of “${attribute}” (${values.join(", ")}); take the variable that means the same, or recode it`,
  );
}

/** A group that an attribute does not have. */
export function unknownGroup(attribute: string, group: string, values: readonly string[]): AnalysisError {
  return new AnalysisError(
    "corpus.unknown-group",
    `no transcript has “${group}” as “${attribute}”; expected one of ${values.join(", ")}`,
    values,
  );
}

/** More factors than the items can carry. */
export function tooManyFactors(asked: number, most: number, items: number): AnalysisError {
  return new AnalysisError(
    "factors.too-many",
    `factors: expected at most ${most} for ${items} items, got ${asked}; ask for fewer or leave factors out`,
  );
}

/** A coefficient of agreement that the ratings leave undefined. */
export function noAgreementDefined(method: string): AnalysisError {
  return new AnalysisError(
    "agreement.undefined",
    `${method} is not defined here: the ratings do not vary, or no unit was rated twice; take percent, or add units`,
  );
}

/** A negative number at the ratio level, whose distances need a zero below everything. */
export function ratioNegative(value: number): AnalysisError {
  return new AnalysisError(
    "agreement.ratio-negative",
    `level ratio expects ratings of 0 or more, got ${value}; take level interval`,
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

/** Coders none of whose text another of them coded; `work` counts their transcripts. */
export function noSharedText(coders: readonly string[], work: ReadonlyMap<string, number>): AnalysisError {
  const said = [...work].map(([coder, count]) => `${coder} ${count}`).join(", ");
  return new AnalysisError(
    "agreement.no-shared-text",
    `no text was coded by two of the coders ${coders.join(", ") || "(none)"}, so there is no agreement to measure; transcripts coded: ${said || "none"}; give two coders the same transcripts`,
  );
}

/** A coder who made no coding. */
export function coderUnknown(coder: string, known: readonly string[]): AnalysisError {
  return new AnalysisError(
    "agreement.coder-unknown",
    `coders: “${coder}” made no coding; expected one of ${known.join(", ") || "(nobody coded)"}`,
  );
}

/** A transcript that the corpus does not hold. */
export function transcriptUnknown(id: string): AnalysisError {
  return new AnalysisError(
    "corpus.unknown-transcript",
    `transcripts: the corpus has no transcript “${id}”; give its id as the list of transcripts shows it`,
  );
}

/** Too few coded examples to learn from. */
export function examplesTooFew(examples: number, labels: number): AnalysisError {
  return new AnalysisError(
    "suggestions.too-few",
    `suggestions need coded examples of at least two codes, got ${examples} examples of ${labels}; code some segments of other codes first`,
  );
}

/** A map of a variable whose categories are no districts. */
export function noDistricts(variable: string, found: number, categories: number): AnalysisError {
  return new AnalysisError(
    "chart.no-districts",
    `picture: the map shows the districts of Tianjin (和平, 河东, …, 蓟州), but of the ${categories} categories of “${variable}” ${found} are districts; expected more than half; choose a variable of districts, or another picture`,
  );
}
