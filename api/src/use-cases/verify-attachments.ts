import { hashBytes } from "@diaoyan/instruments";
import { countChunks } from "../contract/rescue/index.ts";
import type { ListedAttachment } from "../ports/attachment-store.ts";
import type { ErasureCertificate } from "../ports/erasure-store.ts";
import type { AuditEntry } from "../ports/journal.ts";
import type { Ports } from "../ports/ports.ts";
import { chunkKeyOf } from "./attachment-place.ts";

type LoggedAction = Pick<AuditEntry, "action" | "subject">;
type VerifyPorts = Pick<Ports, "attachments" | "blobs" | "erasures">;

/** An attachment that is not what came, or whose destruction is not what the logs say. */
export interface AttachmentFinding {
  readonly code: "attachment.changed" | "purge.unlogged";
  readonly place: string;
  readonly message: string;
}

/**
 * Holds every stored attachment against the hashes of its chunks, and every destroyed one against the purge log and the
 * audit log, which was read after the attachments. One chunk is held at a time.
 */
export async function checkAttachments(
  ports: VerifyPorts,
  study: string,
  read: { readonly attachments: readonly ListedAttachment[]; readonly audit: readonly LoggedAction[] },
): Promise<readonly AttachmentFinding[]> {
  const purges = new Map((await ports.attachments.listPurges(study)).map((purge) => [purge.attachment, purge]));
  const logged = new Set(read.audit.filter(({ action }) => action === "recording.purge").map(({ subject }) => subject));
  // what went with a person or a study stands in the certificate, which is held against the audit log by itself
  const certified = new Set((await ports.erasures.list(study)).flatMap(hashesOf));
  const findings: AttachmentFinding[] = [];
  for (const listed of read.attachments) {
    if (listed.purgedAt !== null) {
      const purge = purges.get(listed.id);
      if (purge !== undefined && (logged.has(`${listed.id} ${purge.sha256}`) || certified.has(purge.sha256))) continue;
      findings.push({ code: "purge.unlogged", place: listed.id, message: "it was destroyed, but no log says so" });
    } else if (listed.finishedAt !== null) {
      findings.push(...(await checkChunks(ports, study, listed)));
    }
  }
  return findings;
}

function hashesOf({ erased }: ErasureCertificate): readonly string[] {
  return erased.flatMap(({ sha256 }) => sha256);
}

async function checkChunks(
  { attachments, blobs }: VerifyPorts,
  study: string,
  { id, bytes }: ListedAttachment,
): Promise<readonly AttachmentFinding[]> {
  const chunks = await attachments.listChunks(study, id);
  const broken: number[] = [];
  for (const { position, sha256, bytes: length } of chunks) {
    const sealed = await blobs.get(chunkKeyOf(study, id, position));
    if (sealed === undefined || sealed.length !== length || hashBytes(sealed) !== sha256) broken.push(position);
  }
  const missing = countChunks(bytes) - chunks.length;
  if (broken.length === 0 && missing === 0) return [];
  // destroyed while it was being read
  if ((await attachments.find(study, id))?.purgedAt != null) return [];
  const message = `${broken.length + missing} of its ${countChunks(bytes)} chunks are gone or not what came`;
  return [{ code: "attachment.changed", place: id, message }];
}
