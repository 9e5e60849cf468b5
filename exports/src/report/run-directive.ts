import {
  AnalysisError,
  type AnalysisInput,
  constructParams,
  declaredPairs,
  findAnalysis,
  type Presented,
  type RunOutcome,
  runAndPresent,
} from "@diaoyan/analysis";
import type { QuestionnaireDefinition } from "@diaoyan/instruments";
import { disclose } from "../disclosure/disclose.ts";
import type { Directive } from "../outline/outline.ts";
import { readRequest } from "../outline/read-request.ts";
import { describeRequest, expertJudgement } from "./describe-request.ts";
import { ownAttributes } from "./directive-attributes.ts";
import { DirectiveError } from "./directive-error.ts";
import type { ReportState } from "./report-state.ts";

const seed = 1;

/** An analysis that was carried out for a directive, with what identifies it in the evidence list. */
export interface DirectiveRun extends RunOutcome {
  readonly presented: Presented;
  /** The questionnaire and the request as the outline has it, in words; what a construct declares is in the snapshot. */
  readonly query: string;
  /** Where the data come from, as a table names it. */
  readonly source: string;
  /** True for a number, by its path, that a public report may not show. */
  readonly isHidden: (path: string) => boolean;
  /** Something in the presentation is suppressed. */
  readonly hidden: boolean;
}

/** Carries out the analysis a directive names. Throws `DirectiveError` with what was expected. */
export function runDirective(state: ReportState, { name, attributes }: Directive): DirectiveRun {
  const kind = attributes["kind"];
  if (kind === undefined) throw new DirectiveError("kind: expected the kind of an analysis, e.g. kind=describe");
  return guard(() => {
    const { reads, holdsItsData } = findAnalysis(kind);
    const written = readRequest(kind, attributes, ownAttributes[name] ?? new Set());
    const own = holdsItsData?.(written) ?? false;
    const questionnaire = reads === "corpus" || own ? undefined : state.definition(attributes["questionnaire"]);
    const request = { ...expandDeclared(attributes, questionnaire), ...written };
    const asked = { ...written, ...(attributes["construct"] && { construct: attributes["construct"] }) };
    const input = readInput(state, reads, questionnaire);
    const key = JSON.stringify([questionnaire?.name, asked]);
    const outcome = state.runs.get(key) ?? runAndPresent(input, request, { seed, locale: "zh" });
    state.runs.set(key, outcome);
    const { smallCell } = state;
    const fit = smallCell === 0 || reads === "corpus" ? null : disclose(outcome, smallCell);
    const query = describeRequest(kind, asked, { questionnaire, dataset: input.dataset });
    const shown = { presented: fit?.presented ?? outcome.presented, isHidden: fit?.isHidden ?? (() => false) };
    return {
      ...outcome,
      ...shown,
      hidden: fit?.hidden ?? false,
      query,
      source: own ? expertJudgement : nameSource(kind, questionnaire),
    };
  });
}

/** Answers of persons are a sample, answers of organisations a report of their own; only official figures are statistics. */
function nameSource(kind: string, questionnaire: QuestionnaireDefinition | undefined): string {
  if (kind === "policyMatrix") return "公开发布的政策文本";
  if (questionnaire === undefined) return "课题组访谈与座谈转写稿";
  return /单位卷/.test(questionnaire.title.zh) ? "课题组调查，单位填报" : "课题组调查，问卷抽样";
}

function readInput(
  state: ReportState,
  reads: "dataset" | "corpus" | "both",
  questionnaire: QuestionnaireDefinition | undefined,
): AnalysisInput {
  const { text } = state.options;
  return {
    ...(questionnaire && { dataset: state.dataset(questionnaire.name) }),
    ...(reads !== "dataset" && { corpus: state.corpus }),
    ...(text && { text }),
  };
}

function guard<Value>(work: () => Value): Value {
  try {
    return work();
  } catch (error) {
    if (error instanceof AnalysisError) throw new DirectiveError(error.message, error.code);
    if (error instanceof SyntaxError) throw new DirectiveError(`an attribute is not JSON: ${error.message}`);
    throw error;
  }
}

/** `construct=…` stands for the items a construct declares; importance–performance takes the declared pairs. */
function expandDeclared(
  attributes: Directive["attributes"],
  definition: QuestionnaireDefinition | undefined,
): Readonly<Record<string, unknown>> {
  const { construct, kind, pairs } = attributes;
  const declared = definition ?? { constructs: [] };
  return {
    ...(construct !== undefined && guard(() => constructParams(declared, construct))),
    ...(kind === "importancePerformance" && pairs === undefined && declaredPairs(declared)),
  };
}
