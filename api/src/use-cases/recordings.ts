import { type Role, recordingsKeptUntil } from "@diaoyan/instruments";
import { type AttachmentLine, accountAtMachine, type PurgeLine, type RecordingRetention } from "../contract/index.ts";
import { countChunks } from "../contract/rescue/index.ts";
import type { ListedAttachment } from "../ports/attachment-store.ts";
import { dayOf } from "../ports/clock.ts";
import type { Caller, Ports } from "../ports/ports.ts";
import { found, problem } from "../problems.ts";
import { isSeenBy } from "./read-attachment.ts";

export type RecordingPorts = Pick<Ports, "attachments" | "sessions" | "studies" | "members" | "journal" | "clock">;

/** How long recordings of a study are kept: as a lead set it, else by its configuration. */
export async function readRetention(
  { attachments, studies }: Pick<Ports, "attachments" | "studies">,
  study: string,
): Promise<RecordingRetention> {
  const document = found(await studies.find(study), "study.notFound", study);
  const byConfiguration = recordingsKeptUntil(document.study);
  const set = await attachments.findRetention(study);
  return set === undefined
    ? { until: byConfiguration, source: "configuration", byConfiguration, reason: null }
    : { until: set.until, source: "lead", byConfiguration, reason: set.reason };
}

/** Sets the last day on which recordings are kept; the reason stands beside it. Throws `retention.invalid`. */
export async function setRetention(
  ports: RecordingPorts,
  caller: Caller,
  { study, until, reason }: { readonly study: string; readonly until: string; readonly reason: string },
): Promise<RecordingRetention> {
  const { study: described } = found(await ports.studies.find(study), "study.notFound", study);
  if (until < described.period.from) {
    throw problem("retention.invalid", `until: expected a day from ${described.period.from} on, got ${until}`, {
      remedy: "set the day that was promised when people agreed to be recorded",
    });
  }
  const retention = { until, reason, setBy: caller.id, setAt: ports.clock.now() };
  await ports.journal.commit(study, { actor: caller.id, action: "recordings.retention", subject: until }, [
    ports.attachments.setRetention(study, retention),
  ]);
  return readRetention(ports, study);
}

/** Attachments as a caller may see them, with the rule that holds for recordings. */
export async function listAttachments(
  ports: RecordingPorts,
  { study, session, caller, role }: { study: string; session: string | undefined; caller: Caller; role: Role },
): Promise<{ attachments: AttachmentLine[]; retention: RecordingRetention }> {
  const retention = await readRetention(ports, study);
  const all = await ports.attachments.list(study, session);
  const attachments = all.filter((one) => isSeenBy(one, caller, role)).map((one) => toLine(one, retention));
  return { attachments, retention };
}

function toLine(listed: ListedAttachment, { until }: RecordingRetention): AttachmentLine {
  const { bytes, finishedAt, id, kind, media, name, note, owner, purgedAt, received, recordedAt } = listed;
  const { seconds, session, sessionStands, sha256, startsAt } = listed;
  const state = purgedAt !== null ? "purged" : finishedAt === null ? "receiving" : "stored";
  return {
    ...{ id, session, note, kind, name, media, bytes, sha256, seconds, startsAt, recordedAt, owner, state, received },
    chunks: countChunks(bytes),
    sessionStands,
    keptUntil: kind === "录音" ? until : null,
  };
}

/** The recordings of a study with the rule, the day, and the log of what was destroyed. */
export async function readRecordings(ports: RecordingPorts, study: string) {
  const retention = await readRetention(ports, study);
  const all = (await ports.attachments.list(study)).filter((one) => one.kind === "录音" || !one.sessionStands);
  return {
    today: dayOf(ports.clock.now()),
    retention,
    recordings: all.map((one) => toLine(one, retention)),
    purges: await listPurges(ports, study),
  };
}

/** The purge log, the oldest first. */
export async function listPurges(
  { attachments, members }: Pick<Ports, "attachments" | "members">,
  study: string,
): Promise<PurgeLine[]> {
  const people = new Map((await members.list(study)).map(({ user, name }) => [user, name]));
  const named = new Map((await attachments.list(study)).map((one) => [one.id, one]));
  return (await attachments.listPurges(study)).map((purge) => {
    const { session = "", name = "", recordedAt = "" } = named.get(purge.attachment) ?? {};
    const actorName = people.get(purge.actor) ?? accountAtMachine(purge.actor) ?? purge.actor;
    return { ...purge, actorName, session, name, recordedAt };
  });
}

/** Puts an attachment to a session that is here. Throws `session.notFound`. */
export async function assignAttachment(
  ports: RecordingPorts,
  caller: Caller,
  { study, id, session }: { readonly study: string; readonly id: string; readonly session: string },
): Promise<AttachmentLine> {
  found(await ports.attachments.find(study, id), "attachment.notFound", id);
  found(await ports.sessions.find(study, session), "session.notFound", session);
  await ports.journal.commit(study, { actor: caller.id, action: "attachment.assign", subject: id }, [
    ports.attachments.assign(study, id, session),
  ]);
  const listed = (await ports.attachments.list(study, session)).find((one) => one.id === id);
  return toLine(found(listed, "attachment.notFound", id), await readRetention(ports, study));
}
