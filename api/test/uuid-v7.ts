/** A UUIDv7 (RFC 9562 §5.7), as respondents' pages make them in collectors that are not anonymous. */
export function uuidV7(milliseconds = Date.now()): string {
  const time = milliseconds.toString(16).padStart(12, "0");
  return `${time.slice(0, 8)}-${time.slice(8)}-7${crypto.randomUUID().slice(15)}`;
}
