import type { ListedAttachment } from "../ports/attachment-store.ts";
import { dayOf } from "../ports/clock.ts";
import type { Caller, Ports } from "../ports/ports.ts";
import { attachmentKeySubject } from "./attachment-place.ts";
import { destroyAttachment } from "./purge-recordings.ts";

type PhotoPorts = Pick<Ports, "attachments" | "sessions" | "keys" | "journal" | "clock">;

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

/** Destroys photos, each with its line in the log of what was destroyed; answers the ids of their keys. */
export async function destroyPhotos(
  ports: PhotoPorts,
  caller: Caller,
  {
    study,
    photos,
    reason,
  }: { readonly study: string; readonly photos: readonly ListedAttachment[]; readonly reason: string },
): Promise<readonly string[]> {
  const subjects = new Set(photos.map(({ id }) => attachmentKeySubject(id)));
  const keys = (await ports.keys.list(study)).filter(({ subject }) => subjects.has(subject));
  for (const { id: attachment, sha256, bytes } of photos) {
    const at = ports.clock.now();
    const line = { attachment, sha256: sha256 ?? "", bytes, dueOn: dayOf(at), reason, actor: caller.id, at };
    await destroyAttachment(ports, study, line);
  }
  return keys.map(({ id }) => id);
}
