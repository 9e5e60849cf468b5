type Bytes = Uint8Array<ArrayBuffer>;

/** An attachment as it lies on the device; ids say nothing by themselves. */
export interface AttachmentRow {
  readonly vault: string;
  readonly attachment: string;
  readonly study: string;
  readonly recoveryKey: string;
  readonly byPassphrase: Bytes;
  readonly byRecovery: Bytes;
  /** `AttachmentMeta`, sealed. */
  readonly meta: Bytes;
  /** `AttachmentState`, sealed. */
  readonly state: Bytes;
}

/** Sealed bytes: a whole chunk, or a piece of a recording that does not fill one yet. */
export interface PartRow {
  readonly vault: string;
  readonly attachment: string;
  readonly kind: "chunk" | "piece";
  readonly position: number;
  readonly sealed: Bytes;
  /** Length of the recording up to here. */
  readonly seconds: number;
}

/** Where attachments lie. Every call is durable when it resolves, and throws what the browser throws. */
export interface AttachmentRows {
  listAttachments(vault: string): Promise<readonly AttachmentRow[]>;
  putAttachment(row: AttachmentRow): Promise<void>;
  /** The row and all its parts. */
  removeAttachment(vault: string, attachment: string): Promise<void>;
  findChunk(vault: string, attachment: string, position: number): Promise<PartRow | undefined>;
  countChunks(vault: string, attachment: string): Promise<number>;
  listPieces(vault: string, attachment: string): Promise<readonly PartRow[]>;
  /** Writes parts; `dropPieces` takes the former pieces away in the same write. */
  putParts(
    vault: string,
    attachment: string,
    parts: readonly PartRow[],
    options?: { readonly dropPieces: boolean },
  ): Promise<void>;
  /** All parts, when the server has them. */
  removeParts(vault: string, attachment: string): Promise<void>;
}
