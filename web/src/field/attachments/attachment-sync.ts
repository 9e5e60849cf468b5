import type { FieldServer } from "../outbox/field-server.ts";
import type { RecordStore } from "../record-store.ts";
import type { AttachmentShelf, HeldAttachment } from "./attachment-shelf.ts";
import { type DeliverAttachmentParts, deliverAttachment } from "./deliver-attachment.ts";

interface SyncParts extends DeliverAttachmentParts {
  readonly shelf: AttachmentShelf;
  readonly records: Pick<RecordStore, "get">;
  readonly signedIn: Pick<FieldServer, "whoIsSignedIn">;
  /** Account the vault belongs to: under another person's session nothing is sent. */
  readonly person: string;
  /** The recording that is under way in this page. */
  readonly underWay: () => string | null;
}

/** Sends waiting attachments one after the other, each after its session; calls while it works are one. */
export function createAttachmentSync(parts: SyncParts): (options?: { readonly urgent?: boolean }) => Promise<void> {
  const { shelf, records, signedIn, person, now, underWay } = parts;
  let working: Promise<void> | undefined;

  function isDue({ state, meta }: HeldAttachment, urgent: boolean): boolean {
    if (state.phase !== "waiting" || (!urgent && state.notBefore > now())) return false;
    const record = records.get(meta.session);
    // the server gets to know the session first, unless it cannot have it
    return record === undefined || record.base !== null || record.outbox.phase === "attention";
  }

  async function work(urgent: boolean): Promise<void> {
    await shelf.recover(underWay()).catch(() => undefined);
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

  return ({ urgent = false } = {}) => {
    working ??= work(urgent).finally(() => {
      working = undefined;
    });
    return working;
  };
}
