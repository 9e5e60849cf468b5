import { basename } from "node:path";
import type { StatedConsent } from "@diaoyan/instruments";
import type { Command } from "commander";
import { statedConsent } from "../../contract/values.ts";
import type { ImportedResponses } from "../../use-cases/import-responses.ts";
import { UsageError } from "../outcome.ts";

/** What is stated about the consent of those whose responses are imported. */
export interface ConsentOptions {
  readonly consent?: string;
  readonly consentDay?: string;
}

/** Adds the options that state the consent taken elsewhere. */
export function withConsent(command: Command): Command {
  return command
    .option("--consent <text>", "who asked the respondents for their consent, and how; kept with the responses")
    .option("--consent-day <date>", "the day it was taken, YYYY-MM-DD");
}

/** The consent as stated; null where nothing is. */
export function readConsent({ consent, consentDay }: ConsentOptions): StatedConsent | null {
  if (consent === undefined) {
    if (consentDay === undefined) return null;
    throw new UsageError('--consent-day: needs --consent "<who asked, and how>"');
  }
  const read = statedConsent.safeParse({ how: consent, day: consentDay ?? null });
  if (read.success) return read.data;
  const isDay = read.error.issues.some(({ path }) => path[0] === "day");
  throw new UsageError(
    isDay
      ? `--consent-day: expected a date as 2026-05-31, got "${consentDay}"`
      : "--consent: expected 1 to 500 characters of text",
  );
}

/** What an import did, in words; `collector` null means that it was a trial. */
export function sayImported(
  { added, existing, withdrawn, collector }: ImportedResponses,
  { file, study, consent }: { readonly file: string; readonly study: string; readonly consent: StatedConsent | null },
): string {
  const gone = withdrawn > 0 ? `, ${withdrawn} withdrawn since and left out` : "";
  const counts = `${added} new, ${existing} there before${gone}`;
  if (collector === null) return `${basename(file)}: ${counts}; nothing was stored`;
  const stated = consent === null && added > 0 ? '\nconsent: not stated; add --consent "<who asked, and how>"' : "";
  return `${basename(file)}: ${counts}, in ${study} under the collector ${collector}${stated}`;
}
