/** First line of a rescue file. */
export interface RescueHeader {
  readonly format: "diaoyan-rescue";
  readonly version: 1;
  readonly study: string;
  /** Id of the recovery key that the records' keys are wrapped with. */
  readonly recoveryKey: string;
  /** How many records follow: a file that was cut off is noticed. */
  readonly records: number;
}

/** One further line of a rescue file: a record as it stood sealed on the device. */
export interface RescueRecord {
  /** Id of the session. */
  readonly record: string;
  /** The record's key, wrapped by the recovery public key; base64. */
  readonly wrappedKey: string;
  /** Nonce and ciphertext; base64. Holds JSON of `RescuePayload`. */
  readonly sealed: string;
}

/** What a sealed record holds; devices add fields of their own. */
export interface RescuePayload<Document> {
  /** The session as it was edited on the device. */
  readonly session: Document;
  /** The stored state that the edit began with; null for a session the server has never seen. */
  readonly base: Document | null;
}

/**
 * Writes a rescue file: JSON lines, the header first, then each record on a line of its own, so that one damaged or
 * missing line harms no other.
 */
export function writeRescueFile(
  place: { readonly study: string; readonly recoveryKey: string },
  records: readonly RescueRecord[],
): string {
  const header: RescueHeader = { format: "diaoyan-rescue", version: 1, ...place, records: records.length };
  return [header, ...records].map((line) => `${JSON.stringify(line)}\n`).join("");
}
