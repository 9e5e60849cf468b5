import type { CollectorId, ContentHash, Day, Instant, ResponseId, UnitCode } from "./ids.ts";
import type { Json } from "./questionnaire.ts";
import type { ResponseTiming } from "./timing.ts";

/** Answers by question name, in the value shapes of SurveyJS. */
export type Answers = { readonly [question: string]: Json };

/** What a collector promises about the link between person and answers. */
export type CollectorMode = "identified" | "pseudonymous" | "anonymous";

/** `late` = finished offline in time, arrived after closing; it stays outside quotas until a researcher decides. */
export type ResponseStatus = "complete" | "late" | "withdrawn" | "excluded";

/** Where responses came from that were not given here. Nobody of them read a notice of this study. */
export interface ImportSource {
  readonly file: string;
  /** Who took the consent and how, as whoever imported the file states it; null where nothing was stated. */
  readonly consent: StatedConsent | null;
  /** Id of the account that imported the file. */
  readonly statedBy: string;
  readonly at: Instant;
}

/** Consent that was taken elsewhere: in words by whom and how, and the day (YYYY-MM-DD) if it is known. */
export interface StatedConsent {
  readonly how: string;
  readonly day: string | null;
}

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
  /** The notice that was consented to; empty where the consent was taken elsewhere, see `ImportSource`. */
  readonly noticeVersion: string;
  readonly flags: readonly string[];
}
