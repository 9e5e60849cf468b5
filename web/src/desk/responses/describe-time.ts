import type { QualityMessages } from "../../i18n/quality.zh.ts";

/** What is known of a response's time, as lists and the opened response have it. */
export interface KnownTime {
  readonly seconds: number | null;
  readonly timing: {
    readonly extent: "whole" | "partly" | "none";
    readonly reason: "offline" | "missing" | "imported" | "forged" | "anonymous" | null;
    readonly pageClock: number | null;
  } | null;
}

/** The time in words: what the server saw, or that it did not see it and why; the page's own word apart and as such. */
export function describeTime({ seconds, timing }: KnownTime, texts: QualityMessages["timing"]): readonly string[] {
  const said = timing?.pageClock ?? null;
  const apart = said === null ? [] : [texts.pageClock(texts.seconds(said))];
  if (seconds !== null) return [texts.observed(texts.seconds(seconds)), ...apart];
  if (timing?.extent === "partly") return [texts.partly, ...apart];
  return [texts.unobserved[timing?.reason ?? "missing"], ...apart];
}
