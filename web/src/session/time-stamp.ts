/** Seconds as mm:ss; minutes run on past the hour, as in the note sheet. */
export function formatStamp(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  return `${String(Math.floor(whole / 60)).padStart(2, "0")}:${String(whole % 60).padStart(2, "0")}`;
}

/** Reads mm:ss, h:mm:ss or plain minutes into seconds; null where it is none of these. Full-width colons count. */
export function parseStamp(text: string): number | null {
  const parts = text.trim().replaceAll("：", ":").split(":");
  if (parts.length > 3 || parts.some((part) => !/^\d{1,4}$/.test(part))) return null;
  const numbers = parts.map(Number);
  const inside = numbers.slice(1);
  if (inside.some((value) => value >= 60)) return null;
  if (numbers.length === 1) return (numbers[0] ?? 0) * 60;
  return numbers.reduce((sum, value) => sum * 60 + value, 0);
}
