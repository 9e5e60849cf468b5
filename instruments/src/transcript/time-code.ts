/** Pattern of a time code: `mm:ss`, `h:mm:ss`, with full-width colons and milliseconds allowed. No capturing groups. */
export const timeCodePattern = "\\d{1,3}[:：]\\d{2}(?:[:：]\\d{2})?(?:[.,]\\d{1,3})?";

/**
 * Seconds of a time code such as `12:05`, `75:30` or `01:12:05.400`; null where minutes (of three parts) or seconds
 * pass 59, for example in the ratio `3:75`.
 */
export function parseTimeCode(text: string): number | null {
  const match = /^(\d{1,3})[:：](\d{2})(?:[:：](\d{2}))?(?:[.,](\d{1,3}))?$/.exec(text);
  if (!match) return null;
  const [, first = "0", second = "0", third, fraction = "0"] = match;
  const seconds = Number(third ?? second) + Number(`0.${fraction}`);
  const minutes = third === undefined ? Number(first) : Number(first) * 60 + Number(second);
  const inRange = Number(third ?? second) < 60 && (third === undefined || Number(second) < 60);
  return inRange ? minutes * 60 + seconds : null;
}

/** Seconds as `hh:mm:ss`, fractions left out: 83.4 → `00:01:23`. */
export function formatTimeCode(seconds: number): string {
  const whole = Math.floor(seconds);
  const parts = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  return parts.map((part) => String(part).padStart(2, "0")).join(":");
}
