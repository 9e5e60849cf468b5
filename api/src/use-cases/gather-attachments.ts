import { hashBytes, type ObligationCount, type Session } from "@diaoyan/instruments";
import type { Ports } from "../ports/ports.ts";
import type { BlobRecord } from "../ports/report-store.ts";
import { problem } from "../problems.ts";

export type AttachmentPorts = Pick<Ports, "sessions" | "reports" | "blobs">;

/**
 * Files that prove what is counted, by their path in the package: photos and documents of counted sessions, and the last
 * final build of counted reports. Recordings, and what belongs to a row marked sensitive, stay out. Throws
 * `ledger.fileDamaged` where a stored file is not what it was.
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
  return files;
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

function damaged({ name }: BlobRecord, folder: string) {
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
