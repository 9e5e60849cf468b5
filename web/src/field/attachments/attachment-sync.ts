import type { FieldServer } from "../outbox/field-server.ts";
import type { RecordStore } from "../record-store.ts";
import { createRounds, isOver, type Rounds } from "../rounds.ts";
import type { AttachmentShelf, HeldAttachment } from "./attachment-shelf.ts";
import { type DeliverAttachmentParts, deliverAttachment } from "./deliver-attachment.ts";

interface SyncParts extends DeliverAttachmentParts {
  readonly shelf: AttachmentShelf;
  readonly records: Pick<RecordStore, "get">;
  readonly signedIn: Pick<FieldServer, "whoIsSignedIn">;
  /** Account the vault belongs to: under another person's session nothing is sent. */
  readonly person: string;
}

/** Sends waiting attachments one after the other, each after its session; calls while it works are one. */
export function createAttachmentSync(parts: SyncParts): Rounds {
  const { shelf, records, signedIn, person, now } = parts;

  function isDue({ state, meta }: HeldAttachment, urgent: boolean): boolean {
    if (state.phase !== "waiting" || !(urgent || isOver(state.notBefore, now()))) return false;
    const record = records.get(meta.session);
    // the server gets to know the session first, unless it cannot have it
    return record === undefined || record.base !== null || record.outbox.phase === "attention";
  }

  async function work(urgent: boolean): Promise<void> {
    await shelf.recover();
    const due = shelf.list().filter((held) => isDue(held, urgent));
    if (due.length === 0) return;
    const answer = await signedIn.whoIsSignedIn();
    if (answer.kind !== "ok" || answer.value !== person) {
      const reason = answer.kind === "undelivered" ? answer.reason : answer.kind === "refused" ? "busy" : "signedOut";
      for (const { id, state } of due) {
        if (state.delay !== reason) await shelf.update(id, (one) => ({ ...one, delay: reason }));
      }
      return;
    }
    for (const { id } of due) if (!(await deliverAttachment(parts, id))) break;
  }

  return createRounds(work);
}
