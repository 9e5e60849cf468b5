import type { z } from "zod";
import type { Corpus } from "../model/corpus.ts";
import type { Dataset } from "../model/dataset.ts";
import type { ChartSpec, NarratedSentence, PresentationContext, PresentationTable } from "../model/presentation.ts";

/** What an analysis may read. */
export interface AnalysisInput {
  readonly dataset?: Dataset;
  readonly corpus?: Corpus;
}

/** Every result says how many valid cases it rests on. */
export interface AnalysisResult {
  readonly n: number;
}

/** One analysis: desk, command line, notebooks and report directives all call the same entry. */
export interface Analysis<Params = unknown, Result extends AnalysisResult = AnalysisResult> {
  readonly kind: string;
  readonly title: { readonly zh: string; readonly en: string };
  readonly reads: "dataset" | "corpus" | "both";
  readonly params: z.ZodType<Params>;
  run(input: AnalysisInput, params: Params, options: { readonly seed: number }): Result;
  table(result: Result, params: Params, context: PresentationContext): PresentationTable;
  /** Null where a picture would say nothing. */
  chart(result: Result, params: Params, context: PresentationContext): ChartSpec | null;
  narrate(result: Result, params: Params, context: PresentationContext): readonly NarratedSentence[];
}
