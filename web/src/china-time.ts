/** The field is in Tianjin: times are entered and shown as Beijing time, whatever the zone of the browser. */
const timeZone = "Asia/Shanghai";
const eightHours = 8 * 3_600_000;
const beijingOffset = -480;

/** The instant (ISO 8601 UTC) of a field `datetime-local`, taken as Beijing time; null where it is empty. */
export function readChinaTime(local: string | undefined): string | null {
  return local ? new Date(`${local}+08:00`).toISOString() : null;
}

/** Says which time it is where the clock beside the screen shows another. */
function named(shown: string, at: Date, locale: string): string {
  if (at.getTimezoneOffset() === beijingOffset) return shown;
  return locale.startsWith("zh") ? `${shown}（北京时间）` : `${shown} (Beijing time)`;
}

/** A moment to the minute. */
export function showMoment(instant: string | number, locale: string): string {
  const at = new Date(instant);
  return named(at.toLocaleString(locale, { dateStyle: "medium", timeStyle: "short", timeZone }), at, locale);
}

/** A moment to the second. */
export function showSecond(instant: string | number, locale: string): string {
  const at = new Date(instant);
  const style = { dateStyle: "short", timeStyle: "medium", hour12: false, timeZone } as const;
  return named(at.toLocaleString(locale, style), at, locale);
}

/** The time of day to the second. */
export function showClock(instant: string | number, locale: string): string {
  const at = new Date(instant);
  return named(at.toLocaleTimeString(locale, { hour12: false, timeZone }), at, locale);
}

/** The calendar day in China, e.g. `2026-12-01`. */
export function dayInChina(instant: string | number): string {
  return isoInChina(instant).slice(0, 10);
}

/** Day and minute in China for the name of a file, e.g. `2026-12-01-0930`. */
export function minuteForFileName(instant: number): string {
  return isoInChina(instant).slice(0, 16).replace("T", "-").replace(":", "");
}

function isoInChina(instant: string | number): string {
  return new Date(new Date(instant).getTime() + eightHours).toISOString();
}
