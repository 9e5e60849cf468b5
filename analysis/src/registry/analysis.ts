import type { z } from "zod";
import type { Corpus } from "../model/corpus.ts";
import type { Dataset, Weighting } from "../model/dataset.ts";
import type { ChartSpec, NarratedSentence, PresentationContext, PresentationTable } from "../model/presentation.ts";
import type { KeywordScorer } from "../text/keyword-scorer.ts";
import type { Segmenter } from "../text/segmenter.ts";

/** How words are cut and weighed; what a runtime offers (jieba and natural on Node). */
export interface TextTools {
  readonly segmenter: Segmenter;
  readonly scorer: KeywordScorer;
}

/** What an analysis may read. */
export interface AnalysisInput {
  readonly dataset?: Dataset;
  readonly corpus?: Corpus;
  /** By row 1 where a filter holds, for analyses that keep the other rows; left out without a filter. */
  readonly domain?: Uint8Array;
  /** Left out: the neutral tools of every runtime. */
  readonly text?: TextTools;
}

/** Every result says how many valid cases it rests on; where each pair of variables has its own, by pair. */
export interface AnalysisResult {
  readonly n: number | readonly (readonly number[])[];
  /** How its weight was made, where the request or the questionnaire rakes it. */
  readonly weighting?: Weighting;
}

/** The cases a result rests on at least. */
export function countCases({ n }: AnalysisResult): number {
  return typeof n === "number" ? n : Math.min(...n.flat());
}

/** One analysis: desk, command line, notebooks and report directives all call the same entry. */
export interface Analysis<Params = unknown, Result extends AnalysisResult = AnalysisResult> {
  readonly kind: string;
  readonly title: { readonly zh: string; readonly en: string };
  readonly reads: "dataset" | "corpus" | "both";
  readonly params: z.ZodType<Params>;
  /** Whether a filter is a domain of a design, whose other rows still count; left out where it never is. */
  whereIsDomain?(params: Params): boolean;
  /** Whether a request holds all that is computed, so that no answers are read; left out where it never does. */
  holdsItsData?(params: Readonly<Record<string, unknown>>): boolean;
  run(input: AnalysisInput, params: Params, options: { readonly seed: number }): Result;
  table(result: Result, params: Params, context: PresentationContext): PresentationTable;
  /** Null where a picture would say nothing. */
  chart(result: Result, params: Params, context: PresentationContext): ChartSpec | null;
  narrate(result: Result, params: Params, context: PresentationContext): readonly NarratedSentence[];
}
