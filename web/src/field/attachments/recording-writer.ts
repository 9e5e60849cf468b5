import { chunkBytes, chunkContextOf, openBytes, pieceContextOf, sealBytes } from "@diaoyan/api/contract/rescue";
import { joinBytes } from "@diaoyan/instruments";
import type { AttachmentRows, PartRow } from "./attachment-rows.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/** Takes the bytes of an attachment as they come; what `append` resolved for survives the end of the page. */
export interface PartWriter {
  /** `seconds`: length of the recording with these bytes. Throws what the browser throws, e.g. `QuotaExceededError`. */
  append(bytes: Bytes, seconds: number): Promise<void>;
  /** Puts what does not fill a chunk into the last one; answers the seconds. */
  close(): Promise<number>;
}

interface WriterPlace {
  readonly rows: AttachmentRows;
  readonly vault: string;
  readonly study: string;
  readonly attachment: string;
  readonly key: CryptoKey;
}

/**
 * Goes on where the parts of an attachment end (a fresh one: at the beginning). Pieces are written as they come; as soon as
 * they fill a chunk it takes their place in one write, so that nothing ever stands twice or not at all.
 */
export async function openPartWriter(place: WriterPlace): Promise<PartWriter> {
  const { rows, vault, study, attachment, key } = place;
  let chunks = await rows.countChunks(vault, attachment);
  const found = await rows.listPieces(vault, attachment);
  const pieces = await Promise.all(
    found.map(({ position, sealed }) => openBytes(key, sealed, pieceContextOf(study, attachment, position))),
  );
  let tail = joinBytes(pieces);
  let nextPiece = found.length;
  let seconds = Math.max(0, ...found.map((piece) => piece.seconds));
  if (chunks > 0) seconds = Math.max(seconds, (await rows.findChunk(vault, attachment, chunks - 1))?.seconds ?? 0);

  async function part(kind: PartRow["kind"], position: number, bytes: Bytes, until: number): Promise<PartRow> {
    const context = kind === "chunk" ? chunkContextOf : pieceContextOf;
    const sealed = await sealBytes(key, bytes, context(study, attachment, position));
    return { vault, attachment, kind, position, sealed, seconds: until };
  }

  async function append(bytes: Bytes, until: number): Promise<void> {
    const whole = joinBytes([tail, bytes]);
    if (whole.length < chunkBytes) {
      await rows.putParts(vault, attachment, [await part("piece", nextPiece, bytes, until)]);
      nextPiece += 1;
      tail = whole;
    } else {
      const parts: PartRow[] = [];
      let at = 0;
      for (; whole.length - at >= chunkBytes; at += chunkBytes) {
        parts.push(await part("chunk", chunks + parts.length, whole.slice(at, at + chunkBytes), until));
      }
      const filled = parts.length;
      const rest = whole.slice(at);
      if (rest.length > 0) parts.push(await part("piece", 0, rest, until));
      await rows.putParts(vault, attachment, parts, { dropPieces: true });
      chunks += filled;
      tail = rest;
      nextPiece = rest.length > 0 ? 1 : 0;
    }
    seconds = until;
  }

  return {
    append,
    close: async () => {
      if (tail.length > 0) {
        const last = await part("chunk", chunks, tail, seconds);
        await rows.putParts(vault, attachment, [last], { dropPieces: true });
        chunks += 1;
        tail = new Uint8Array();
      }
      return seconds;
    },
  };
}
