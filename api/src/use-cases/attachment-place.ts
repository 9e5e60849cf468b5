import { chunkBytes, countChunks, sealBytesAdded } from "../contract/rescue/index.ts";

/** Where a sealed chunk lies in the blob store. */
export function chunkKeyOf(study: string, attachment: string, position: number): string {
  return `${study}/attachments/${attachment}/${position}`;
}

/** Bytes the sealed chunk at a position must have; undefined past the end. */
export function sealedLengthOf(bytes: number, position: number): number | undefined {
  const last = countChunks(bytes) - 1;
  if (position < 0 || position > last) return undefined;
  return (position < last ? chunkBytes : bytes - last * chunkBytes) + sealBytesAdded;
}

/** Subject of the key an attachment's own key is sealed under: destroying it destroys the attachment. */
export function attachmentKeySubject(attachment: string): string {
  return `attachment:${attachment}`;
}
