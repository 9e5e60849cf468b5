import type { CollectorId, ContentHash, Day, Instant, ResponseId, UnitCode } from "./ids.ts";
import type { Json } from "./questionnaire.ts";
import type { ResponseTiming } from "./timing.ts";

/** Answers by question name, in the value shapes of SurveyJS. */
export type Answers = { readonly [question: string]: Json };

/** What a collector promises about the link between person and answers. */
export type CollectorMode = "identified" | "pseudonymous" | "anonymous";

/** `late` = finished offline in time, arrived after closing; it stays outside quotas until a researcher decides. */
export type ResponseStatus = "complete" | "late" | "withdrawn" | "excluded";

/** Answers given to one published version. */
export interface ResponseRecord {
  readonly id: ResponseId;
  readonly version: ContentHash;
  readonly collector: CollectorId;
  readonly status: ResponseStatus;
  readonly answers: Answers;
  /** Null in anonymous collectors, where only the day is kept. */
  readonly submittedAt: Instant | null;
  readonly day: Day;
  /** Seconds in front of the questions by the server's clock; a band's middle in anonymous collectors; null unless all of it was observed. */
  readonly seconds: number | null;
  /** What was observed of the time, and what the page's own clock says; null in responses from before it was kept. */
  readonly timing: ResponseTiming | null;
  readonly unit: UnitCode | null;
  readonly noticeVersion: string;
  readonly flags: readonly string[];
}
