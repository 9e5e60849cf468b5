import { hashBytes, type ObligationCount, type Session, writeTextRows } from "@diaoyan/instruments";
import type { PurgeLine } from "../contract/index.ts";
import type { Ports } from "../ports/ports.ts";
import type { BlobRecord } from "../ports/report-store.ts";
import { problem } from "../problems.ts";
import { readWhole } from "./read-attachment.ts";
import { listPurges } from "./recordings.ts";

export type AttachmentPorts = Pick<
  Ports,
  "sessions" | "reports" | "blobs" | "attachments" | "members" | "keys" | "journal" | "clock"
>;

/**
 * Files that prove what is counted, by their path in the package: photos and documents of counted sessions, and the last
 * final build of counted reports, and the list of recordings that were destroyed. Recordings, forms of consent (they are
 * signed), and what belongs to a row marked sensitive, stay out. Throws `ledger.fileDamaged` where a stored file is not
 * what it was.
 */
export async function gatherAttachments(
  ports: AttachmentPorts,
  study: string,
  {
    sessions,
    obligations,
  }: { readonly sessions: readonly Session[]; readonly obligations: readonly ObligationCount[] },
): Promise<ReadonlyMap<string, Uint8Array>> {
  const evidence = new Set(obligations.flatMap((counted) => counted.evidence));
  const counted = new Map(
    sessions.filter(({ id }) => evidence.has(id)).map((session) => [String(session.id), session]),
  );
  const ofSessions = (await ports.sessions.listAttachments(study)).flatMap((blob) => {
    const session = counted.get(blob.subject);
    return session === undefined || !mayLeave(blob, session) ? [] : [{ blob, folder: session.number }];
  });
  const reports = (await listFinalFiles(ports, study, obligations)).map((blob) => ({ blob, folder: "成果" }));
  const files = new Map<string, Uint8Array>();
  for (const { blob, folder } of [...ofSessions, ...reports]) {
    const bytes = await ports.blobs.get(blob.key);
    if (bytes === undefined || hashBytes(bytes) !== blob.sha256) throw damaged(blob, folder);
    files.set(freePath(`附件/${clean(folder)}`, clean(blob.name), files), bytes);
  }
  for (const { attachment, session } of await listEvidence(ports, study, counted)) {
    const bytes = await readWhole(ports, study, attachment).catch(() => undefined);
    if (bytes === undefined || hashBytes(bytes) !== attachment.sha256) throw damaged(attachment, session.number);
    files.set(freePath(`附件/${clean(session.number)}`, clean(attachment.name), files), bytes);
  }
  const purged = await listPurges(ports, study);
  if (purged.length > 0) files.set(purgeLogFile, writePurgeLog(purged, sessions));
  return files;
}

async function listEvidence({ attachments }: AttachmentPorts, study: string, counted: ReadonlyMap<string, Session>) {
  return (await attachments.list(study)).flatMap((attachment) => {
    const session = counted.get(attachment.session);
    const { finishedAt, id, kind, note, purgedAt } = attachment;
    if (session === undefined || finishedAt === null || purgedAt !== null) return [];
    if (kind === "录音" || kind === "同意书") return [];
    const isSensitive = session.notes.some((row) => row.sensitive && (row.id === note || row.attachment === id));
    return isSensitive ? [] : [{ attachment, session }];
  });
}

/** Where the purge log stands in a package. */
export const purgeLogFile = "附件/录音销毁记录.csv";

/** The purge log as a table, UTF-8 with a mark at its head as Excel and WPS want it. */
function writePurgeLog(purges: readonly PurgeLine[], sessions: readonly Session[]): Uint8Array {
  const numbers = new Map(sessions.map(({ id, number }) => [String(id), number]));
  const lines = purges.map(({ session, name, recordedAt, bytes, sha256, dueOn, reason, actorName, at }) => [
    ...[numbers.get(session) ?? "", name, recordedAt, String(bytes), sha256, dueOn, reason, actorName, at],
  ]);
  const head = ["场次编号", "录音", "录制时间", "字节数", "SHA-256", "保存至", "销毁原因", "经办人", "销毁时间"];
  return new TextEncoder().encode(writeTextRows([head, ...lines]));
}

const shownMedia = /^image\/|^application\/(pdf|msword|vnd\.ms-|vnd\.openxmlformats-officedocument)/;

/** Pictures and documents only, since recordings hold voices; a file of a sensitive row is as sensitive as the row. */
function mayLeave({ key, media }: BlobRecord, { notes }: Session): boolean {
  if (!shownMedia.test(media)) return false;
  return !notes.some(({ sensitive, attachment }) => sensitive && attachment !== undefined && key.includes(attachment));
}

async function listFinalFiles({ reports }: AttachmentPorts, study: string, obligations: readonly ObligationCount[]) {
  const wanted = new Set(
    obligations
      .filter(({ obligation: { measure } }) => measure === "report" || measure === "caseCollection")
      .flatMap(({ evidence }) => evidence),
  );
  const builds = await reports.listBuilds(study);
  return [...wanted]
    .sort()
    .flatMap((outline) => builds.find((one) => one.outline === outline && one.mode === "final")?.files ?? []);
}

function damaged({ name }: Pick<BlobRecord, "name">, folder: string) {
  return problem("ledger.fileDamaged", `the stored file "${name}" of ${folder} is gone or not what was stored`, {
    errors: [{ code: "ledger.fileDamaged", place: folder, message: name }],
    remedy: "bring it back from a backup, or take it out of the record and add it again; nothing was exported",
  });
}

/** A name without what file systems refuse. */
function clean(name: string): string {
  const safe = [...name.replaceAll(/[\p{Cc}\\/:*?"<>|]/gu, "_")].slice(0, 100).join("");
  return /^\.*$/.test(safe) ? "未命名" : safe;
}

function freePath(folder: string, name: string, taken: ReadonlyMap<string, unknown>): string {
  const [, stem = name, ending = ""] = /^(.+?)(\.[^.]*)?$/.exec(name) ?? [];
  let path = `${folder}/${name}`;
  for (let more = 2; taken.has(path); more += 1) path = `${folder}/${stem}（${more}）${ending}`;
  return path;
}
