import { brandAs, type Day } from "../model/ids.ts";
import type { Study } from "../model/study.ts";

/** Months after the end of the study that the consent script promises where the study says nothing else. */
const usualMonths = 6;

/**
 * The last day on which recordings of a study are kept by its configuration: the last day of its period and
 * `recordings.keepMonths` more (6 where nothing is said); a month without that day ends with its own last day.
 */
export function recordingsKeptUntil({ period, recordings }: Pick<Study, "period" | "recordings">): Day {
  const [year = 0, month = 1, day = 1] = period.to.split("-").map(Number);
  const months = year * 12 + month - 1 + (recordings?.keepMonths ?? usualMonths);
  const [toYear, toMonth] = [Math.floor(months / 12), months % 12];
  const lastOfMonth = new Date(Date.UTC(toYear, toMonth + 1, 0)).getUTCDate();
  const moment = new Date(Date.UTC(toYear, toMonth, Math.min(day, lastOfMonth)));
  return brandAs<Day>(moment.toISOString().slice(0, 10));
}
