import type { Answers } from "../model/response.ts";
import type { ResponseTiming } from "../model/timing.ts";

/** The kinds of flags. */
export const flagCodes = [
  "attention",
  "hurried",
  "rushed",
  "forged",
  "patterned",
  "inconsistent",
  "impossible",
  "duplicate",
] as const;

/** A reason to look at a response; none of them excludes it by itself. */
export interface QualityFlag {
  readonly code: (typeof flagCodes)[number];
  /**
   * What was seen, as data: the question that was failed; seconds and least seconds (`41/192`, with `/page` by the page's
   * own clock); hasty and observed pages (`5/8`); the period; the spread; the contradiction in words; the id of the twin.
   */
  readonly seen: string;
}

/** A flag as it is kept with a response, e.g. `attention:CHECK`. */
export function writeFlag({ code, seen }: QualityFlag): string {
  return `${code}:${seen}`;
}

/** Thresholds of the flags; they stand in the methods appendix of every report that uses them. */
export interface QualityRules {
  /** Fewest seconds an answered question takes. */
  readonly secondsAQuestion: number;
  /** Share of the median duration below which a response counts as hurried. */
  readonly shareOfMedian: number;
  /** Fewest seconds an answered question takes on a page, and the share of observed pages from which leaving faster is told. */
  readonly secondsAPageQuestion: number;
  readonly shareOfPages: number;
  /** Fewest answered scale items for a verdict on their pattern. */
  readonly fewestItems: number;
  /** Longest period of a pattern, and the share of items that must follow it. */
  readonly longestPeriod: number;
  readonly shareInPattern: number;
  /** Spread within constructs, as a share of what answering by dice gives, from which answers count as inconsistent. */
  readonly shareOfDice: number;
}

/** Limits chosen by measurement against simulated people and answer farms (docs/data-quality.md). */
export const qualityRules: QualityRules = {
  secondsAQuestion: 2,
  shareOfMedian: 0.4,
  secondsAPageQuestion: 1,
  shareOfPages: 0.5,
  fewestItems: 12,
  longestPeriod: 4,
  shareInPattern: 0.9,
  shareOfDice: 0.7,
};

/** A response as far as its quality is concerned. */
export interface CheckedResponse {
  readonly answers: Answers;
  /** Seconds by the server's clock; null unless all of it was observed. */
  readonly seconds: number | null;
  readonly timing: ResponseTiming | null;
}
