import { hashJson, type Json, type StudySnapshot } from "@diaoyan/instruments";
import { hashMeasured, hashResponseContent } from "../chain/response-chain.ts";
import { sealResponse } from "../keys/response-seal.ts";
import { dayOf } from "../ports/clock.ts";
import type { AuditEntry } from "../ports/journal.ts";
import type { Ports } from "../ports/ports.ts";
import type { VerifyFinding } from "./verify-study.ts";
import { readVerified } from "./verify-study.ts";

type SnapshotPorts = Pick<Ports, "responses" | "questionnaires" | "journal" | "keys">;

/**
 * Holds an analysed snapshot against what was collected: each of its responses is, answer by answer, one that the log
 * accepted, once, and none that stood complete when it was taken is missing. What was withdrawn since is told by its tombstone;
 * verdicts given since are not held against it. The moment it
 * names is one at which the audit log says it was taken. Answers what does not fit.
 */
export async function verifySnapshot(ports: SnapshotPorts, snapshot: StudySnapshot): Promise<readonly VerifyFinding[]> {
  const study = String(snapshot.pack.study.id);
  const { stored, lines, audit } = await readVerified(ports, study);
  const key = await ports.keys.receiptKey(study);
  const accepted = new Set(lines.filter(({ kind }) => kind === "accepted").map(({ commitment }) => commitment));
  const held = new Set<string>();
  const twice = snapshot.responses.filter(({ id }) => held.size === held.add(id).size);
  const foreign = snapshot.responses.filter((response) => {
    const seal = sealResponse(key, response.id, hashResponseContent(response));
    return !accepted.has(seal.commit(hashMeasured(response))) && !accepted.has(seal.commit());
  });
  const judgedSince = new Set(
    audit.filter(({ at }) => at >= snapshot.takenAt).map(({ subject }) => subject.split(":")[0] ?? ""),
  );
  // what waited in an anonymous link was shown to nobody, and in no snapshot
  const waiting = new Set((await ports.responses.listHeld(study)).map(({ commitment }) => commitment));
  // nominations are leads to cases: no snapshot holds them
  const versions = await ports.questionnaires.listVersions(study);
  const leads = new Set(versions.flatMap(({ definition, hash }) => (definition.nomination ? [String(hash)] : [])));
  const missing = stored.filter(
    ({ id, version, status, submittedAt, day, commitment }) =>
      status === "complete" &&
      !leads.has(version) &&
      !held.has(id) &&
      !waiting.has(commitment) &&
      !judgedSince.has(id) &&
      // the day alone is known of anonymous responses, so those of the snapshot's own day are not missed
      (submittedAt === null ? day < dayOf(snapshot.takenAt) : submittedAt < snapshot.takenAt),
  );
  const { hash, takenAt: _, ...content } = snapshot;
  const changed = hashJson(content as unknown as Json) === hash ? [] : [hash];
  return [
    ...checkMoment(snapshot, audit),
    ...changed.map((place) => ({
      code: "snapshot.changed" as const,
      place,
      message: "the file is not what its hash was taken of",
    })),
    ...foreign.map(({ id }) => ({
      code: "snapshot.foreign" as const,
      place: id,
      message: "this response of the snapshot is not what was accepted under its id",
    })),
    ...twice.map(({ id }) => ({
      code: "snapshot.foreign" as const,
      place: id,
      message: "this response stands in the snapshot more than once",
    })),
    ...missing.map(({ id }) => ({
      code: "snapshot.missing" as const,
      place: id,
      message: "this response stood complete when the snapshot was taken, and is not in it",
    })),
  ];
}

/** The hash of a snapshot leaves its moment out; the audit log keeps it with each export since moments are written there. */
function checkMoment({ hash, takenAt }: StudySnapshot, audit: readonly AuditEntry[]): readonly VerifyFinding[] {
  const taken = audit.flatMap(({ action, subject }) => {
    const [, of, moment] = action === "export.take" ? (/^snapshot (\S+) of (\S+)$/.exec(subject) ?? []) : [];
    return of === hash && moment !== undefined ? [moment] : [];
  });
  if (taken.length === 0 || taken.includes(takenAt)) return [];
  const message = `it says it was taken at ${takenAt}, the audit log at ${taken.join(", ")}`;
  return [{ code: "snapshot.changed", place: hash, message }];
}
