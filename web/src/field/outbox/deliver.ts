import { mergeSessions, type Session } from "@diaoyan/instruments";
import { type FieldRecord, tellOutbox } from "../model/field-record.ts";
import { backOff } from "../rounds.ts";
import { type Failure, type FieldServer, hashContent } from "./field-server.ts";
import { isSafe, type MergeTelling, type OutboxEvent, type StoredReceipt, type Trouble } from "./outbox.ts";
import { tellMerge } from "./tell-merge.ts";

/** The records of a device as far as delivering needs them. */
export interface RecordShelf {
  get(id: string): FieldRecord | undefined;
  update(id: string, change: (record: FieldRecord) => FieldRecord): void;
  /** Resolves when all changes are written to the device. */
  flush(): Promise<void>;
}

export interface DeliverParts {
  readonly shelf: RecordShelf;
  readonly server: FieldServer;
  readonly now: () => number;
  readonly random: () => number;
}

const rounds = 5;

/**
 * Brings one waiting record to the server; where another device was faster, merges and stores again. Whatever happens the
 * record stays on the device. Answers false when going on with other records has no sense now.
 */
export async function deliverRecord(parts: DeliverParts, study: string, id: string): Promise<boolean> {
  const { shelf, server } = parts;
  shelf.update(id, (record) => tellOutbox(record, { kind: "sending" }));
  const begun = shelf.get(id);
  if (begun?.outbox.phase !== "sending") return true;
  const mine = begun.session;
  let base = begun.base;
  let sending = { ...mine, revision: base?.revision ?? 0 };
  let merge: MergeTelling | null = null;
  let lastSent = begun.inFlight;
  for (let round = 0; round < rounds; round += 1) {
    shelf.update(id, (record) => ({ ...record, inFlight: sending }));
    // should the page die now, the device still knows what it sent
    await shelf.flush();
    const saved = await server.save(study, sending);
    if (saved.kind === "ok") {
      settle(shelf, id, { mine, sending, receipt: saved.value, merge });
      return true;
    }
    if (!isConflict(saved)) return fail(parts, id, saved);
    const current = await server.read(study, id);
    if (current.kind !== "ok") return fail(parts, id, current);
    if (lastSent !== null && hashContent(lastSent) === hashContent(current.value)) base = lastSent;
    const merged = mergeSessions(base ?? undefined, mine, current.value);
    const telling = tellMerge(mine, merged.session, merged.conflicts.length);
    merge = isEmpty(telling) ? null : telling;
    lastSent = null;
    sending = merged.session;
    if (hashContent(sending) === hashContent(current.value)) {
      const receipt = {
        revision: sending.revision,
        contentHash: hashContent(sending),
        at: new Date(parts.now()).toISOString(),
      };
      settle(shelf, id, { mine, sending, receipt, merge });
      return true;
    }
  }
  return fail(parts, id, { kind: "undelivered", reason: "busy", afterSeconds: 0 });
}

function isConflict(failure: Failure): boolean {
  return failure.kind === "refused" && failure.problem.code === "edit.conflict";
}

function isEmpty({ added, changed, removed, conflicts, cancelled }: MergeTelling): boolean {
  return added + changed + removed + conflicts === 0 && !cancelled;
}

interface Settled {
  readonly mine: Session;
  readonly sending: Session;
  readonly receipt: StoredReceipt;
  readonly merge: MergeTelling | null;
}

/** What was stored becomes the base; what was typed meanwhile is merged onto it and waits. */
function settle(shelf: RecordShelf, id: string, { mine, sending, receipt, merge }: Settled): void {
  const stored = { ...sending, revision: receipt.revision };
  shelf.update(id, (record) => {
    const session = record.session === mine ? stored : mergeSessions(mine, record.session, stored).session;
    return tellOutbox({ ...record, session, base: stored, inFlight: null }, { kind: "stored", receipt, merge });
  });
}

function fail({ shelf, now, random }: DeliverParts, id: string, failure: Failure): boolean {
  const attempt = (shelf.get(id)?.outbox.attempt ?? 0) + 1;
  shelf.update(id, (record) => tellOutbox(record, eventOf(failure, { now: now(), attempt, random })));
  return failure.kind === "refused";
}

function eventOf(
  failure: Failure,
  { now, attempt, random }: { readonly now: number; readonly attempt: number; readonly random: () => number },
): OutboxEvent {
  if (failure.kind === "signedOut") return { kind: "undelivered", delay: "signedOut", notBefore: 0 };
  if (failure.kind === "undelivered") {
    const seconds = Math.max(failure.afterSeconds, backOff(attempt, random));
    return { kind: "undelivered", delay: failure.reason, notBefore: now + seconds * 1_000 };
  }
  const { code, detail } = failure.problem;
  return { kind: "troubled", trouble: { kind: kindOf(code), code, detail } };
}

function kindOf(code: string): Trouble["kind"] {
  if (code === "session.notFound") return "gone";
  if (code === "session.notYours") return "unassigned";
  return isShut(code) ? "revoked" : "refused";
}

/** The person is no member any more, or with a lesser role. */
function isShut(code: string): boolean {
  return code === "study.notFound" || code === "access.role";
}

/** Takes what other devices stored since, where nothing of this device waits; a failure changes nothing. */
export async function refreshRecord({ shelf, server }: DeliverParts, study: string, id: string): Promise<void> {
  const answer = await server.read(study, id);
  if (answer.kind !== "ok") return;
  shelf.update(id, (record) => {
    if (!isSafe(record.outbox) || record.session.revision >= answer.value.revision) return record;
    return { ...record, session: answer.value, base: answer.value };
  });
}
