function format(bytes: Uint8Array): string {
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

/**
 * A UUID from 16 random bytes: version 7, which sorts by time, or version 4 where nothing may tell the time.
 * `now` is milliseconds since 1970. RFC 9562 §5.4 and §5.7.
 */
export function makeUuid(version: 4 | 7, random: Uint8Array, now: number): string {
  const bytes = Uint8Array.from(random);
  if (version === 7) {
    for (let index = 0; index < 6; index += 1) bytes[index] = Math.floor(now / 256 ** (5 - index)) % 256;
  }
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | (version << 4);
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return format(bytes);
}

/** A new id, made here and now. */
export function newUuid(version: 4 | 7): string {
  return makeUuid(version, crypto.getRandomValues(new Uint8Array(16)), Date.now());
}

/** The UUID that a hash (hexadecimal, at least 32 digits) names: the same content always gets the same one. Version 8, RFC 9562 §5.8. */
export function uuidOfHash(hex: string): string {
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
