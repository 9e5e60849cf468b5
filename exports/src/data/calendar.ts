const dayText = /^(\d{4})-(\d\d)-(\d\d)$/;
const momentText = /^(\d{4}-\d\d-\d\d)[T ](\d\d):(\d\d)(?::(\d\d)(\.\d{1,9})?)?(Z|[+-]\d\d:?\d\d)?$/;
const dayMilliseconds = 86_400_000;

/** Days since 1970-01-01 of a day by ISO 8601; `null` where the text is none. */
export function readDay(text: string): number | null {
  const [, year, month, day] = dayText.exec(text) ?? [];
  if (year === undefined) return null;
  const moment = new Date(`${text}T00:00:00Z`);
  if (Number.isNaN(moment.getTime()) || moment.getUTCMonth() + 1 !== Number(month)) return null;
  return moment.getUTCDate() === Number(day) ? moment.getTime() / dayMilliseconds : null;
}

/**
 * Milliseconds since 1970-01-01 00:00 of a day and time by ISO 8601, the clock read as it stands; a time with a zone is
 * read as the UTC it means. `null` where the text is none.
 */
export function readMoment(text: string): number | null {
  const [, date = "", hour, minute, second = "0", fraction = "0", zone] = momentText.exec(text) ?? [];
  const day = readDay(date);
  if (day === null || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return null;
  const clock = (Number(hour) * 60 + Number(minute)) * 60 + Number(second);
  return day * dayMilliseconds + clock * 1000 + Math.trunc(Number(fraction) * 1000) - readZone(zone);
}

function readZone(zone: string | undefined): number {
  const [, sign, hours, minutes] = /^([+-])(\d\d):?(\d\d)$/.exec(zone ?? "") ?? [];
  if (sign === undefined) return 0;
  return (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}
