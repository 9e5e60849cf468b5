/**
 * Where a record is on its way to the server.
 *
 *     local ──queue──> waiting ──send──> sending ──stored──> received | merged
 *       ^                ^  ^               │
 *       │                │  └─ undelivered ─┤
 *       └── edited ──────┴────── retried ── attention <── refused, gone, unassigned, revoked
 */
export type Phase = "local" | "waiting" | "sending" | "received" | "merged" | "attention";

/** Why nothing was delivered: no network, a server that is busy, a network that answers in its place, or nobody signed in. */
export type Delay = "offline" | "busy" | "portal" | "signedOut";

/** Why a person must look: refused as it is, gone on the server, not this person's any more, or the account may no longer enter. */
export interface Trouble {
  readonly kind: "refused" | "gone" | "unassigned" | "revoked";
  readonly code: string;
  readonly detail: string;
}

/** The server's word for what it holds. */
export interface StoredReceipt {
  readonly revision: number;
  readonly contentHash: string;
  /** When it came, by the device's clock. */
  readonly at: string;
}

/** What a merge brought into the record. */
export interface MergeTelling {
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
  readonly conflicts: number;
  readonly cancelled: boolean;
}

export interface Outbox {
  readonly phase: Phase;
  /** Goes up with every change; tells whether what was sent is still all there is. */
  readonly edits: number;
  readonly sent: number;
  readonly attempt: number;
  /** Not before this moment, milliseconds since 1970. */
  readonly notBefore: number;
  readonly delay: Delay | null;
  readonly trouble: Trouble | null;
  readonly receipt: StoredReceipt | null;
  readonly merge: MergeTelling | null;
}

export type OutboxEvent =
  | { readonly kind: "edited" }
  | { readonly kind: "queued" }
  | { readonly kind: "sending" }
  | { readonly kind: "stored"; readonly receipt: StoredReceipt; readonly merge: MergeTelling | null }
  | { readonly kind: "undelivered"; readonly delay: Delay; readonly notBefore: number }
  | { readonly kind: "troubled"; readonly trouble: Trouble }
  /** A person asks for another attempt now. */
  | { readonly kind: "retried" }
  /** The page begins anew: what was under way is not. */
  | { readonly kind: "woken" };

export const freshOutbox: Outbox = {
  phase: "local",
  edits: 0,
  sent: 0,
  attempt: 0,
  notBefore: 0,
  delay: null,
  trouble: null,
  receipt: null,
  merge: null,
};

/** True when the server holds all of it: nothing would be lost with the device. */
export function isSafe({ phase, edits, sent }: Outbox): boolean {
  return (phase === "received" || phase === "merged") && edits === sent;
}

/** The next state. Pure; an event that does not fit the phase changes nothing. */
export function advanceOutbox(outbox: Outbox, event: OutboxEvent): Outbox {
  switch (event.kind) {
    case "edited":
      return edit(outbox);
    case "queued":
      return outbox.phase === "local" ? { ...outbox, phase: "waiting" } : outbox;
    case "sending":
      return outbox.phase === "waiting" ? { ...outbox, phase: "sending", sent: outbox.edits } : outbox;
    case "stored":
      return outbox.phase === "sending" ? settle(outbox, event) : outbox;
    case "undelivered": {
      const { delay, notBefore } = event;
      if (outbox.phase !== "sending" && outbox.phase !== "waiting") return outbox;
      const attempt = delay === "signedOut" ? 0 : outbox.attempt + 1;
      return { ...outbox, phase: "waiting", attempt, notBefore, delay };
    }
    case "troubled":
      return { ...outbox, phase: "attention", trouble: event.trouble, attempt: 0, delay: null };
    case "retried":
      if (outbox.phase !== "attention" && outbox.phase !== "waiting" && outbox.phase !== "local") return outbox;
      return { ...outbox, phase: "waiting", trouble: null, attempt: 0, notBefore: 0, delay: null };
    case "woken":
      return outbox.phase === "sending" || outbox.phase === "local"
        ? { ...outbox, phase: outbox.edits === 0 && outbox.receipt === null ? outbox.phase : "waiting" }
        : outbox;
  }
}

function edit(outbox: Outbox): Outbox {
  const edited = { ...outbox, edits: outbox.edits + 1 };
  if (outbox.phase === "sending" || outbox.phase === "waiting") return edited;
  // what the server refused may be mended by the edit; what is gone or shut is not
  if (outbox.phase === "attention" && outbox.trouble?.kind !== "refused") return edited;
  return { ...edited, phase: "local", trouble: null, merge: null };
}

function settle(outbox: Outbox, { receipt, merge }: Extract<OutboxEvent, { kind: "stored" }>): Outbox {
  const settled = { ...outbox, receipt, merge, attempt: 0, notBefore: 0, delay: null, trouble: null };
  if (outbox.edits > outbox.sent) return { ...settled, phase: "waiting" };
  return { ...settled, phase: merge === null ? "received" : "merged" };
}
