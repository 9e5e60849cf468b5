const hoursAhead = 8;

/** The calendar day in China (UTC+8, no summer time) of an instant, as `YYYY-MM-DD`. */
export function dayInChina(instant: string): string {
  return new Date(Date.parse(instant) + hoursAhead * 3_600_000).toISOString().slice(0, 10);
}

/** A day `YYYY-MM-DD` as Chinese texts write it: 2025年6月1日 (GB/T 15835—2011). */
export function sayDay(day: string): string {
  const [year, month, date] = day.split("-").map(Number);
  return `${year}年${month}月${date}日`;
}

/** Two days as a span; one day stands alone. */
export function saySpan(from: string, to: string): string {
  return from === to ? sayDay(from) : `${sayDay(from)}至${sayDay(to)}`;
}
