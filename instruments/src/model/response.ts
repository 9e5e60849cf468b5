import type { CollectorId, ContentHash, Day, Instant, ResponseId, UnitCode } from "./ids.ts";
import type { Json } from "./questionnaire.ts";

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
  /** Seconds from first sight to submission as the client says; a band's middle in anonymous collectors; null if unknown. */
  readonly seconds: number | null;
  readonly unit: UnitCode | null;
  readonly noticeVersion: string;
  readonly flags: readonly string[];
}
