import type { AttachmentRow, AttachmentRows, PartRow } from "../attachment-rows.ts";

/** Rows in memory, as IndexedDB keeps them: for tests. `failNext` lets the next writes of parts fail. */
export function openMemoryRows() {
  const attachments = new Map<string, AttachmentRow>();
  const parts = new Map<string, PartRow>();
  let failure: Error | undefined;
  const keyOf = (attachment: string, kind: string, position: number) => `${attachment} ${kind} ${position}`;
  const of = (attachment: string, kind?: string) =>
    [...parts.values()]
      .filter((part) => part.attachment === attachment && (kind === undefined || part.kind === kind))
      .sort((left, right) => left.position - right.position);
  const drop = (attachment: string, kind?: string) => {
    for (const part of of(attachment, kind)) parts.delete(keyOf(attachment, part.kind, part.position));
  };
  const rows: AttachmentRows = {
    listAttachments: async () => [...attachments.values()],
    putAttachment: async (row) => void attachments.set(row.attachment, row),
    removeAttachment: async (_, attachment) => {
      drop(attachment);
      attachments.delete(attachment);
    },
    findChunk: async (_, attachment, position) => parts.get(keyOf(attachment, "chunk", position)),
    countChunks: async (_, attachment) => of(attachment, "chunk").length,
    listPieces: async (_, attachment) => of(attachment, "piece"),
    putParts: async (_, attachment, added, options) => {
      if (failure !== undefined) throw failure;
      if (options?.dropPieces === true) drop(attachment, "piece");
      for (const part of added) parts.set(keyOf(attachment, part.kind, part.position), part);
    },
    removeParts: async (_, attachment) => drop(attachment),
  };
  return {
    rows,
    attachments,
    parts,
    failWith: (error: Error | undefined) => {
      failure = error;
    },
  };
}
