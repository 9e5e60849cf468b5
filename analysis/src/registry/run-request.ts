import type { Locale } from "@diaoyan/instruments";
import { z } from "zod";
import { requestInvalid, unknownKind } from "../errors.ts";
import { deriveSchema } from "../expression/derivation.ts";
import { addDerived } from "../expression/derive.ts";
import { applyWhere, markRows, whereSchema } from "../expression/where.ts";
import type { Dataset } from "../model/dataset.ts";
import {
  type ChartSpec,
  defaultRules,
  type NarratedSentence,
  type PresentationRules,
  type PresentationTable,
} from "../model/presentation.ts";
import { addScope, sayFilter } from "../presentation/say-scope.ts";
import { analyses } from "./analyses.ts";
import type { Analysis, AnalysisInput, AnalysisResult } from "./analysis.ts";
import { explainTooFew } from "./explain-too-few.ts";

/** What every request may carry beside the parameters of its kind. */
const envelope = z.looseObject({
  kind: z.string(),
  seed: z.number().int().optional(),
  where: whereSchema.optional(),
  derive: z.array(deriveSchema).optional(),
});

/** A request that was carried out: parameters with their defaults, and the result. */
export interface RunOutcome {
  readonly kind: string;
  readonly params: unknown;
  readonly result: AnalysisResult;
}

/** What a reader sees of a result. */
export interface Presented {
  readonly table: PresentationTable;
  readonly chart: ChartSpec | null;
  readonly sentences: readonly NarratedSentence[];
  /** The filter of cases in words; null where all are taken. */
  readonly scope: string | null;
}

/** Seed of what is drawn at random, language, and rules of wording (the default ones unless given). */
export interface PresentOptions {
  readonly seed: number;
  readonly locale: Locale;
  readonly rules?: PresentationRules;
  /** Names of derived variables that the questionnaire declares, whose making needs no word. */
  readonly declared?: readonly string[];
}

/** The registered analysis of this kind; throws `request.unknown-kind`. */
export function findAnalysis(kind: string): Analysis {
  const found = analyses.find((analysis) => analysis.kind === kind);
  if (found === undefined)
    throw unknownKind(
      kind,
      analyses.map((analysis) => analysis.kind),
    );
  return found;
}

/** Carries out a request: derived variables first, then the filter, then the analysis. Throws `AnalysisError`. */
export function runRequest(input: AnalysisInput, request: unknown, { seed }: { readonly seed: number }): RunOutcome {
  return runPrepared(prepare(input, request), seed);
}

/** What a reader sees of a request: table, chart and sentences. Throws `AnalysisError`. */
export function presentRequest(input: AnalysisInput, request: unknown, options: PresentOptions): Presented {
  return runAndPresent(input, request, options).presented;
}

/** Carries out a request once, for both its result and what a reader sees of it. Throws `AnalysisError`. */
export function runAndPresent(
  input: AnalysisInput,
  request: unknown,
  options: PresentOptions,
): RunOutcome & { readonly presented: Presented } {
  const asked = prepare(input, request);
  const { analysis, params, prepared } = asked;
  const outcome = runPrepared(asked, options.seed);
  const { result } = outcome;
  const context = {
    variables: prepared.dataset?.variables ?? [],
    locale: options.locale,
    rules: options.rules ?? defaultRules,
  };
  const said = { table: analysis.table(result, params, context), sentences: analysis.narrate(result, params, context) };
  const told = asked.derive.filter(({ name }) => !options.declared?.includes(name));
  const presented = {
    ...addScope(said, { ...asked, derive: told }, context),
    chart: analysis.chart(result, params, context),
    scope: sayFilter(asked, context),
  };
  return { ...outcome, presented };
}

type Prepared = ReturnType<typeof prepare>;

/** The result, beside it how its weight was made where that is known. */
function runPrepared({ analysis, params, prepared, requestSeed, weighting }: Prepared, seed: number): RunOutcome {
  const result = runExplained(() => analysis.run(prepared, params, { seed: requestSeed ?? seed }), prepared, params);
  return { kind: analysis.kind, params, result: weighting === undefined ? result : { ...result, weighting } };
}

function runExplained<Result>(run: () => Result, { dataset }: AnalysisInput, params: unknown): Result {
  try {
    return run();
  } catch (error) {
    throw explainTooFew(error, dataset, params);
  }
}

function prepare(input: AnalysisInput, request: unknown) {
  const outer = envelope.safeParse(request, { reportInput: true });
  if (!outer.success) throw requestInvalid(kindOf(request), describeIssues(outer.error));
  const { kind, seed: requestSeed, where, derive = [], ...rest } = outer.data;
  const analysis = findAnalysis(kind);
  if (analysis.reads === "corpus" && (where !== undefined || derive.length > 0))
    throw requestInvalid(kind, [
      "where and derive choose rows and variables of a data set, but this kind reads transcripts",
    ]);
  const inner = analysis.params.safeParse(rest, { reportInput: true });
  if (!inner.success) throw requestInvalid(kind, describeIssues(inner.error));
  const derived = input.dataset && derive.reduce<Dataset>(addDerived, input.dataset);
  const weight = (inner.data as { readonly weight?: unknown }).weight;
  const weighting = typeof weight === "string" ? derived?.weightings?.get(weight) : undefined;
  const asked = { analysis, params: inner.data, requestSeed, where, derive, weighting };
  if (derived === undefined) return { ...asked, prepared: input };
  const part =
    where === undefined
      ? { dataset: derived }
      : analysis.whereIsDomain?.(inner.data)
        ? { dataset: derived, domain: markRows(derived, where) }
        : { dataset: applyWhere(derived, where) };
  return { ...asked, prepared: { ...input, ...part } };
}

function kindOf(request: unknown): string {
  const kind = (request as { readonly kind?: unknown } | null)?.kind;
  return typeof kind === "string" ? kind : "(no kind)";
}

function describeIssues(error: z.ZodError): readonly string[] {
  return error.issues.map((issue) => {
    if (issue.code === "unrecognized_keys" && issue.keys.includes("weight"))
      return `weight: this kind takes none; ${kindsWithWeight().join(", ")} do, and ranks have no agreed weighted form`;
    const said = `${sayExpected(issue)}${sayGot(issue)}`;
    return issue.path.length === 0 ? said : `${issue.path.join(".")}: ${said}`;
  });
}

/** What a value of several forms should have been; other issues say it themselves. */
function sayExpected(issue: z.core.$ZodIssue): string {
  if (issue.code !== "invalid_union" || issue.errors.length === 0) return issue.message;
  if (issue.path[0] === "where") return "expected a comparison {variable, eq: …}, or and, or, not of such";
  const forms = issue.errors.flatMap((list) =>
    list.flatMap((one) => (one.code === "invalid_type" ? [one.expected] : [])),
  );
  return forms.length === 0 ? issue.message : `expected ${[...new Set(forms)].join(" or ")}`;
}

/** What came instead, where the issue does not say so and it can be said briefly. */
function sayGot({ code, input, message }: z.core.$ZodIssue): string {
  if (code === "custom" || code === "unrecognized_keys" || message.includes("received")) return "";
  if (input === undefined) return ", got nothing";
  if (Array.isArray(input)) return `, got ${input.length}`;
  if (typeof input === "object" && input !== null) return "";
  return `, got ${JSON.stringify(input).slice(0, 60)}`;
}

function kindsWithWeight(): readonly string[] {
  return analyses.flatMap(({ kind, params }) => {
    const { properties } = z.toJSONSchema(params, { io: "input", unrepresentable: "any" });
    return properties?.["weight"] === undefined ? [] : [kind];
  });
}
