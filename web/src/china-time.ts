/** The field is in Tianjin: times are entered and shown as Beijing time, whatever the zone of the browser. */
const timeZone = "Asia/Shanghai";
const eightHours = 8 * 3_600_000;

/** The instant (ISO 8601 UTC) of a field `datetime-local`, taken as Beijing time; null where it is empty. */
export function readChinaTime(local: string | undefined): string | null {
  return local ? new Date(`${local}+08:00`).toISOString() : null;
}

/** A moment to the minute. */
export function showMoment(instant: string | number, locale: string): string {
  return new Date(instant).toLocaleString(locale, { dateStyle: "medium", timeStyle: "short", timeZone });
}

/** A moment to the second. */
export function showSecond(instant: string | number, locale: string): string {
  return new Date(instant).toLocaleString(locale, { dateStyle: "short", timeStyle: "medium", hour12: false, timeZone });
}

/** The time of day to the second. */
export function showClock(instant: string | number, locale: string): string {
  return new Date(instant).toLocaleTimeString(locale, { hour12: false, timeZone });
}

/** The calendar day in China, e.g. `2026-12-01`. */
export function todayInChina(now: number): string {
  return new Date(now + eightHours).toISOString().slice(0, 10);
}
