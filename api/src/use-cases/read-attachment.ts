import type { Role } from "@diaoyan/instruments";
import { chunkBytes, chunkContextOf, fromBase64, importRecordKey, openBytes } from "../contract/rescue/index.ts";
import { isTicket, makeTicket } from "../keys/attachment-ticket.ts";
import type { StoredAttachment } from "../ports/attachment-store.ts";
import type { Caller, Ports } from "../ports/ports.ts";
import { problem } from "../problems.ts";
import { attachmentKeySubject, chunkKeyOf } from "./attachment-place.ts";
import { type AttachmentCall, findPermitted } from "./receive-attachment.ts";

type ReadPorts = Pick<Ports, "attachments" | "journal" | "clock" | "keys" | "blobs">;

const ticketMilliseconds = 8 * 3_600_000;

/** Logs that somebody opens an original and answers the ticket that opens it for them. Throws `attachment.purged`. */
export async function openAttachment(ports: ReadPorts, call: AttachmentCall) {
  const { study, id, caller } = call;
  refuseUnready(await findPermitted(ports, call));
  await ports.journal.commit(study, { actor: caller.id, action: "attachment.open", subject: id }, []);
  const until = Date.parse(ports.clock.now()) + ticketMilliseconds;
  const ticket = makeTicket(await ports.keys.receiptKey(study), { attachment: id, person: caller.id }, until);
  return { ticket, until: new Date(until).toISOString() };
}

function refuseUnready({ id, purgedAt, finishedAt }: StoredAttachment): void {
  if (purgedAt !== null) {
    throw problem("attachment.purged", `attachment ${id} was destroyed on ${purgedAt}`, {
      remedy: "see the purge log of the study",
    });
  }
  if (finishedAt === null) {
    throw problem("attachment.incomplete", `attachment ${id} has not come whole yet`, {
      remedy: "wait until the device it was made on has sent the rest",
    });
  }
}

/** A stretch of an original, handed out piece by piece: bytes from `from` to before `to`. */
export interface AttachmentPart {
  readonly stream: ReadableStream<Uint8Array<ArrayBuffer>>;
  readonly name: string;
  readonly media: string;
  readonly bytes: number;
  readonly from: number;
  readonly to: number;
  /** Whether a range was asked for. */
  readonly isPart: boolean;
}

/**
 * An original, or the range of it that is asked for (RFC 9110 §14.1.2, one range; several or another unit answer the
 * whole). No more than one chunk is held at once. Throws `attachment.ticket`, `attachment.range`, `attachment.purged`.
 */
export async function readAttachment(
  ports: ReadPorts,
  call: AttachmentCall & { readonly ticket: string; readonly range: string | undefined },
): Promise<AttachmentPart> {
  const { study, id, caller, ticket } = call;
  const attachment = await findPermitted(ports, call);
  refuseUnready(attachment);
  const place = { attachment: id, person: caller.id };
  if (!isTicket(await ports.keys.receiptKey(study), place, ticket, Date.parse(ports.clock.now()))) {
    throw problem("attachment.ticket", `attachment ${id}: the ticket is not yours or has run out`, {
      remedy: "open the original again",
    });
  }
  const { name, media, bytes } = attachment;
  const range = readRange(call.range, bytes);
  const [from, to] = range ?? [0, bytes];
  const key = await openKey(ports, study, attachment);
  return {
    stream: streamOf(ports, { study, id, key, from, to }),
    name,
    media,
    bytes,
    from,
    to,
    isPart: range !== null,
  };
}

/** The bytes a `Range` header asks for as `[from, to)`; null for the whole. Throws `attachment.range` past the end. */
export function readRange(header: string | undefined, bytes: number): readonly [number, number] | null {
  const [, first = "", last = ""] = /^bytes=(\d*)-(\d*)$/.exec(header ?? "") ?? [];
  if (first === "" && last === "") return null;
  const from = first === "" ? Math.max(0, bytes - Number(last)) : Number(first);
  const to = first === "" || last === "" ? bytes : Math.min(bytes, Number(last) + 1);
  if (from < to) return [from, to];
  throw problem("attachment.range", `range: ${header} lies outside of ${bytes} bytes`, {
    remedy: "ask for bytes that are there",
  });
}

/** Key of an attachment that came whole. */
async function openKey({ keys }: ReadPorts, study: string, { id, sealedKey }: StoredAttachment): Promise<CryptoKey> {
  const text = await keys.openPersonal(study, attachmentKeySubject(id), sealedKey ?? "");
  if (text === undefined) throw problem("attachment.purged", `the key of attachment ${id} was destroyed`);
  return importRecordKey(fromBase64(text));
}

interface Stretch {
  readonly study: string;
  readonly id: string;
  readonly key: CryptoKey;
  readonly from: number;
  readonly to: number;
}

function streamOf(ports: ReadPorts, { study, id, key, from, to }: Stretch): ReadableStream<Uint8Array<ArrayBuffer>> {
  let at = from;
  return new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      pull: async (controller) => {
        const position = Math.floor(at / chunkBytes);
        const begin = position * chunkBytes;
        const sealed = await ports.blobs.get(chunkKeyOf(study, id, position));
        if (sealed === undefined) throw new Error(`attachment ${id}: chunk ${position} is gone from the blob store`);
        const opened = await openBytes(key, new Uint8Array(sealed), chunkContextOf(study, id, position));
        const part = opened.subarray(at - begin, Math.min(opened.length, to - begin));
        at += part.length;
        controller.enqueue(part);
        if (at >= to) controller.close();
      },
    },
    { highWaterMark: 1 },
  );
}

/** The whole of an attachment, for files small enough to be held: photos and documents. */
export async function readWhole(ports: ReadPorts, study: string, attachment: StoredAttachment): Promise<Uint8Array> {
  const key = await openKey(ports, study, attachment);
  const stream = streamOf(ports, { study, id: attachment.id, key, from: 0, to: attachment.bytes });
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** Attachments somebody may see: their own, or all for researchers and leads. */
export function isSeenBy(attachment: Pick<StoredAttachment, "owner">, caller: Caller, role: Role): boolean {
  return role === "lead" || role === "researcher" || attachment.owner === caller.id;
}
