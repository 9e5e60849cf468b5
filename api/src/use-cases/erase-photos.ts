import type { ListedAttachment } from "../ports/attachment-store.ts";
import { dayOf } from "../ports/clock.ts";
import type { Write } from "../ports/journal.ts";
import type { Caller, Ports } from "../ports/ports.ts";
import { attachmentKeySubject } from "./attachment-place.ts";
import { purgeWrites } from "./purge-recordings.ts";

type PhotoPorts = Pick<Ports, "attachments" | "sessions" | "keys" | "clock">;

interface OfPerson {
  readonly study: string;
  readonly person: string;
}

/** Photos of the sessions in which the person was the only interviewee: who else is on them cannot be told from a meeting. */
export async function listPhotosOf(
  ports: Pick<PhotoPorts, "attachments" | "sessions">,
  { study, person }: OfPerson,
): Promise<readonly ListedAttachment[]> {
  const theirs = (await ports.sessions.list(study)).filter(({ participants }) => {
    const asked = participants.filter(({ role }) => role === "受访");
    return asked.length === 1 && String(asked[0]?.person) === person;
  });
  const sessions = new Set<string>(theirs.map(({ id }) => id));
  return (await ports.attachments.list(study)).filter(
    ({ kind, session, finishedAt, purgedAt }) =>
      kind === "现场照片" && sessions.has(session) && finishedAt !== null && purgedAt === null,
  );
}

/** The write that destroys photos with their keys, each with its line in the log of what was destroyed, and the ids of the keys. */
export async function destroyPhotos(
  { attachments, keys, clock }: Pick<PhotoPorts, "attachments" | "keys" | "clock">,
  caller: Caller,
  {
    study,
    photos,
    reason,
  }: { readonly study: string; readonly photos: readonly ListedAttachment[]; readonly reason: string },
): Promise<{ readonly writes: readonly Write[]; readonly destroyed: readonly string[] }> {
  const subjects = new Set(photos.map(({ id }) => attachmentKeySubject(id)));
  const destroyed = (await keys.list(study)).filter(({ subject }) => subjects.has(subject)).map(({ id }) => id);
  const at = clock.now();
  const writes = photos.flatMap(({ id, sha256, bytes }) => {
    const line = { attachment: id, sha256: sha256 ?? "", bytes, dueOn: dayOf(at), reason, actor: caller.id, at };
    return purgeWrites({ attachments, keys }, study, line);
  });
  return { writes, destroyed };
}
