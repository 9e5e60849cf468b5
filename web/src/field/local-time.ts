const two = (value: number) => String(value).padStart(2, "0");

/** The day where the device is, as YYYY-MM-DD. */
export function localDay(at: Date): string {
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

/** The time of day where the device is, as HH:MM. */
export function localTime(at: Date): string {
  return `${two(at.getHours())}:${two(at.getMinutes())}`;
}
