import { toBase64, writeMediaLine } from "@diaoyan/api/contract/rescue";
import type { AttachmentRow, AttachmentRows } from "./attachment-rows.ts";

/** A file of attachments for the desk. */
export interface MediaDownload {
  readonly study: string;
  readonly attachments: number;
  readonly blob: Blob;
}

/** Rescue files of the attachments that lie on the device, one a study. Nothing is opened, and one chunk is held at a time. */
export async function writeMediaRescue(rows: AttachmentRows, vault: string): Promise<readonly MediaDownload[]> {
  const files = new Map<string, { study: string; recoveryKey: string; parts: Blob[]; attachments: number }>();
  for (const row of await rows.listAttachments(vault)) {
    const parts = await partsOf(rows, row);
    if (parts === undefined) continue;
    const { study, recoveryKey } = row;
    const place = `${study} ${recoveryKey}`;
    const file = files.get(place) ?? { study, recoveryKey, parts: [], attachments: 0 };
    file.parts.push(...parts);
    file.attachments += 1;
    files.set(place, file);
  }
  return [...files.values()].map(({ study, recoveryKey, parts, attachments }) => {
    const head = writeMediaLine({ format: "diaoyan-rescue-media", version: 1, study, recoveryKey, attachments });
    return { study, attachments, blob: new Blob([head, ...parts], { type: "application/octet-stream" }) };
  });
}

/** The lines of one attachment; undefined where its bytes are at the server already. */
async function partsOf(rows: AttachmentRows, row: AttachmentRow): Promise<readonly Blob[] | undefined> {
  const { vault, attachment, byRecovery, meta } = row;
  const chunks = await rows.countChunks(vault, attachment);
  const pieces = (await rows.listPieces(vault, attachment)).map(({ sealed }) => toBase64(sealed));
  if (chunks + pieces.length === 0) return undefined;
  const head = { attachment, wrappedKey: toBase64(byRecovery), sealed: toBase64(meta), chunks, pieces };
  const lines = [new Blob([writeMediaLine(head)])];
  for (let position = 0; position < chunks; position += 1) {
    const part = await rows.findChunk(vault, attachment, position);
    if (part === undefined) continue;
    lines.push(new Blob([writeMediaLine({ attachment, position, chunk: toBase64(part.sealed) })]));
  }
  return lines;
}
