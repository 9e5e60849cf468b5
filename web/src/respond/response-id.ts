import type { CollectorMode } from "@diaoyan/instruments";

function format(bytes: Uint8Array): string {
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

/**
 * Id of a new response: UUID version 7, which sorts by time, or version 4 where nothing may tell the time.
 * `random` is 16 random bytes, `now` milliseconds since 1970. RFC 9562 §5.4 and §5.7.
 */
export function makeResponseId(mode: CollectorMode, random: Uint8Array, now: number): string {
  const bytes = Uint8Array.from(random);
  if (mode !== "anonymous") {
    for (let index = 0; index < 6; index += 1) bytes[index] = Math.floor(now / 256 ** (5 - index)) % 256;
  }
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | (mode === "anonymous" ? 0x40 : 0x70);
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return format(bytes);
}
