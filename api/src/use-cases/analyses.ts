import {
  AnalysisError,
  type AnalysisInput,
  analyses,
  defaultRules,
  findAnalysis,
  runAndPresent,
} from "@diaoyan/analysis";
import type { Json, Locale } from "@diaoyan/instruments";
import { z } from "zod";
import type { Ports } from "../ports/ports.ts";
import { type Problem, problem } from "../problems.ts";
import { readCorpus } from "./read-corpus.ts";
import type { StudyArchive } from "./study-archive.ts";

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

/** Runs a registered analysis on the present state. Throws `analysis.invalid`, `analysis.noData`. */
export async function runAnalysis(
  ports: Pick<Ports, "runtime"> & { readonly archive: StudyArchive },
  { study, questionnaire, request, locale = "zh" }: AnalysisOrder,
) {
  const { reads } = refuseBad(() => findAnalysis(request.kind));
  const input = await readInput(ports, { study, questionnaire, reads });
  return refuseBad(() => {
    const options = { seed: seedOf(request), locale, rules: defaultRules };
    const { presented, ...outcome } = runAndPresent(input, withDeclared(request, input.derive), options);
    return { ...outcome, presentation: presented };
  });
}

function seedOf(request: AnalysisOrder["request"]): number {
  const seed = request["seed"];
  return typeof seed === "number" ? seed : 1;
}

async function readInput(
  { runtime, archive }: Pick<Ports, "runtime"> & { readonly archive: StudyArchive },
  from: { readonly study: string; readonly questionnaire: string | undefined; readonly reads: string },
): Promise<AnalysisInput & { readonly derive: readonly Json[] }> {
  // judgements of experts are weighed without answers; what needs them and names no questionnaire is refused by its analysis
  const data =
    from.reads !== "corpus" && from.questionnaire !== undefined
      ? await archive.dataset(from.study, from.questionnaire)
      : undefined;
  const corpus = from.reads === "dataset" ? undefined : await readCorpus(archive, from.study);
  return {
    text: runtime.text,
    derive: data?.derive ?? [],
    ...(data === undefined ? {} : { dataset: data.dataset }),
    ...(corpus === undefined ? {} : { corpus }),
  };
}

/** A request with those of the questionnaire's derived variables it names, and what they are derived from. */
function withDeclared(request: AnalysisOrder["request"], declared: readonly Json[]): AnalysisOrder["request"] {
  let asked = JSON.stringify(request);
  const needed: Json[] = [];
  for (const entry of [...declared].reverse()) {
    if (!mentions(asked, nameOf(entry))) continue;
    needed.unshift(entry);
    asked += JSON.stringify(entry);
  }
  if (needed.length === 0) return request;
  const own = Array.isArray(request["derive"]) ? (request["derive"] as readonly Json[]) : [];
  const given = new Set(own.map(nameOf));
  return { ...request, derive: [...needed.filter((one) => !given.has(nameOf(one))), ...own] };
}

/** Whether a JSON text names a variable, alone or crossed with others by `*`. */
function mentions(text: string, name: Json | undefined): boolean {
  const written = JSON.stringify(name)?.slice(1, -1) ?? "";
  return written !== "" && ['"', "*"].some((start) => ['"', "*"].some((end) => text.includes(start + written + end)));
}

function nameOf(entry: Json): Json | undefined {
  return (entry as { readonly name?: Json } | null)?.name;
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
  return problem("analysis.invalid", error.message, {
    errors: [{ code: error.code, place: "body.request", message: error.message }],
  });
}
