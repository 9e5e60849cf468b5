/** SHA-256 (FIPS 180-4) as a runtime computes it; a text counts as its UTF-8 bytes. */
export interface Digests {
  /** 64 lower-case hex digits. */
  sha256(content: Uint8Array | string): string;
  /** The same of what comes part by part. */
  startSha256(): { add(content: Uint8Array | string): void; end(): string };
}
