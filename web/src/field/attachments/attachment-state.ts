import type { Delay, Trouble } from "../outbox/outbox.ts";

/**
 * Where an attachment is on its way to the server.
 *
 *     recording ──ended──> waiting ──> sending ──> received      (its bytes then leave the device)
 *                             ^  ^         │
 *                             │  └─ delay ─┤
 *                             └─ again ─ attention
 */
export interface AttachmentState {
  readonly phase: "recording" | "waiting" | "sending" | "received" | "attention";
  /** Chunks that stand at the server, as far as is known. */
  readonly sent: number;
  readonly attempt: number;
  /** Not before this moment, milliseconds since 1970. */
  readonly notBefore: number;
  readonly delay: Delay | null;
  readonly trouble: Trouble | null;
  /** `missing`: the server keeps it apart, since it knows no such session. */
  readonly session: "stands" | "missing" | null;
}

/** The state something new begins in. */
export function freshState(phase: AttachmentState["phase"]): AttachmentState {
  return { phase, sent: 0, attempt: 0, notBefore: 0, delay: null, trouble: null, session: null };
}

/** What was under way when the page ended is not under way. */
export function wakeState(state: AttachmentState): AttachmentState {
  return state.phase === "sending" ? { ...state, phase: "waiting", notBefore: 0 } : state;
}

/** Waits for another attempt now. */
export function retryState(state: AttachmentState): AttachmentState {
  if (state.phase !== "attention" && state.phase !== "waiting") return state;
  return { ...state, phase: "waiting", attempt: 0, notBefore: 0, delay: null, trouble: null };
}
