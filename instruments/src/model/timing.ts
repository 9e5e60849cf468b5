/** What happened on a respondent's page, in the words of ODK's audit log. */
export const paradataEvents = [
  "form start",
  "form resume",
  "group questions",
  "jump",
  "constraint error",
  "form save",
  "form exit",
  "form finalize",
] as const;
/** What a respondent's page reports of how it was filled in. */
export type ParadataEventName = (typeof paradataEvents)[number];

/** One event as the server saw it. */
export interface ParadataEvent {
  readonly event: ParadataEventName;
  /** The page of the questionnaire it happened on, by name; null where none was open. */
  readonly page: string | null;
  /** Milliseconds since 1970 by the server's clock; null when the report came too late to tell. */
  readonly at: number | null;
}

/**
 * Why the server did not see all of it: no network, no report at all, taken from a file, a token that is not of this response,
 * or an anonymous collector, which keeps no time of anybody.
 */
export type UnobservedReason = "offline" | "missing" | "imported" | "forged" | "anonymous";

/**
 * What is known of the time a response took. The server's observations and the word of the page's own clock are kept
 * apart: the latter is in the hand of whoever answers.
 */
export interface ResponseTiming {
  readonly extent: "whole" | "partly" | "none";
  /** Null when the whole was observed. */
  readonly reason: UnobservedReason | null;
  /** Seconds by the clock of the page; null if unknown, and in anonymous collectors. */
  readonly pageClock: number | null;
  /** Seconds on each page that was observed, in order of the first visit; empty in anonymous collectors. */
  readonly pages: readonly { readonly page: string; readonly seconds: number }[];
  /** Most pages were left faster than they can be read: all that anonymous collectors of older versions kept of `pages`. */
  readonly rushed: boolean;
  /** Empty in anonymous collectors. */
  readonly events: readonly ParadataEvent[];
}
