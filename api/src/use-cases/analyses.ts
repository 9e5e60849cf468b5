import {
  AnalysisError,
  type AnalysisInput,
  addNeededDerivations,
  analyses,
  defaultRules,
  findAnalysis,
  runAndPresent,
} from "@diaoyan/analysis";
import type { Json, Locale } from "@diaoyan/instruments";
import { z } from "zod";
import type { Caller, Ports } from "../ports/ports.ts";
import { type Problem, problem } from "../problems.ts";
import { readSeenCorpus, type SeenPorts } from "./seen-snapshot.ts";

/** The registered analyses with the JSON Schema of their parameters. */
export function listAnalyses() {
  return analyses.map(({ kind, title, reads, params }) => {
    const { $schema: _, ...schema } = z.toJSONSchema(params, { io: "input", unrepresentable: "any" });
    return { kind, title: { ...title }, reads, params: schema };
  });
}

/** What to compute on a study's stored responses or transcripts. */
export interface AnalysisOrder {
  readonly study: string;
  readonly questionnaire?: string | undefined;
  readonly request: { readonly kind: string; readonly [key: string]: unknown };
  readonly locale?: Locale | undefined;
}

/** What analyses read. */
export type AnalysisPorts = Pick<Ports, "runtime"> & SeenPorts;

/** Runs a registered analysis on the present state, as the caller may see it. Throws `analysis.invalid`, `analysis.noData`. */
export async function runAnalysis(
  ports: AnalysisPorts,
  caller: Pick<Caller, "id">,
  { study, questionnaire, request, locale = "zh" }: AnalysisOrder,
) {
  const { reads } = refuseBad(() => findAnalysis(request.kind));
  const input = await readInput(ports, caller, { study, questionnaire, reads });
  return refuseBad(() => {
    const declared = input.derive.flatMap(({ name }) => (typeof name === "string" ? [name] : []));
    const options = { seed: seedOf(request), locale, rules: defaultRules, declared };
    const { presented, ...outcome } = runAndPresent(input, addNeededDerivations(request, input.derive), options);
    return { ...outcome, presentation: presented };
  });
}

function seedOf(request: AnalysisOrder["request"]): number {
  const seed = request["seed"];
  return typeof seed === "number" ? seed : 1;
}

async function readInput(
  ports: AnalysisPorts,
  caller: Pick<Caller, "id">,
  from: { readonly study: string; readonly questionnaire: string | undefined; readonly reads: string },
): Promise<AnalysisInput & { readonly derive: readonly { readonly name?: Json }[] }> {
  // judgements of experts are weighed without answers; what needs them and names no questionnaire is refused by its analysis
  const data =
    from.reads !== "corpus" && from.questionnaire !== undefined
      ? await ports.archive.dataset(from.study, from.questionnaire)
      : undefined;
  const corpus = from.reads === "dataset" ? undefined : await readSeenCorpus(ports, from.study, caller.id);
  return {
    text: ports.runtime.text,
    derive: (data?.derive ?? []) as readonly { readonly name?: Json }[],
    ...(data === undefined ? {} : { dataset: data.dataset }),
    ...(corpus === undefined ? {} : { corpus }),
  };
}

/** Runs it, an error of `analysis` becoming `analysis.invalid`. */
export function refuseBad<Value>(work: () => Value): Value {
  try {
    return work();
  } catch (error) {
    throw error instanceof AnalysisError ? analysisProblem(error) : error;
  }
}

/** An error of `analysis` as a problem with its own code as the place's code. */
function analysisProblem(error: AnalysisError): Problem {
  const { choices, code, message } = error;
  return problem("analysis.invalid", message, {
    errors: [{ code, place: choices.length === 0 ? "body.request" : choices.slice(0, 50).join("、"), message }],
  });
}
