import { countChunks } from "@diaoyan/api/contract/rescue";
import type { Failure } from "../outbox/field-server.ts";
import { backOff } from "../rounds.ts";
import type { AttachmentServer } from "./attachment-server.ts";
import type { AttachmentShelf, HeldAttachment } from "./attachment-shelf.ts";
import type { AttachmentState } from "./attachment-state.ts";

export interface DeliverAttachmentParts {
  readonly shelf: Pick<AttachmentShelf, "get" | "update" | "readChunk">;
  readonly server: AttachmentServer;
  readonly now: () => number;
  readonly random: () => number;
}

const rounds = 3;

/**
 * Sends the chunks of a waiting attachment that the server does not have, one at a time, and ends with the hash of the
 * whole. Whatever happens it stays on the device until that receipt. Answers false when going on with others has no sense.
 */
export async function deliverAttachment(parts: DeliverAttachmentParts, id: string): Promise<boolean> {
  const { shelf, server } = parts;
  const held = shelf.get(id);
  if (held?.state.phase !== "waiting" || held.meta.bytes === null) return true;
  await shelf.update(id, (state) => ({ ...state, phase: "sending", delay: null }));
  for (let round = 1; ; round += 1) {
    const begun = await server.begin(held);
    if (begun.kind !== "ok") return fail(parts, id, begun);
    const failure = await sendMissing(parts, held, new Set(begun.value));
    if (failure !== undefined) return fail(parts, id, failure);
    const finished = await server.finish(held);
    if (finished.kind === "ok") {
      const { session } = finished.value;
      const sent = countChunks(held.meta.bytes);
      await shelf.update(id, (state) => ({ ...state, phase: "received", sent, session, trouble: null, delay: null }));
      return true;
    }
    // chunks the server could not open are sent once more
    const { code } = finished.kind === "refused" ? finished.problem : { code: "" };
    const isWorthAgain = code === "attachment.damaged" || code === "attachment.incomplete";
    if (!isWorthAgain || round === rounds) return fail(parts, id, finished);
  }
}

async function sendMissing(
  { shelf, server }: DeliverAttachmentParts,
  held: HeldAttachment,
  stored: Set<number>,
): Promise<Failure | undefined> {
  for (let position = 0; position < countChunks(held.meta.bytes ?? 0); position += 1) {
    if (stored.has(position)) continue;
    const sealed = await shelf.readChunk(held.id, position);
    if (sealed === undefined) return lost(position);
    const answer = await server.put(held, position, sealed);
    if (answer.kind !== "ok") return answer;
    stored.add(position);
    await shelf.update(held.id, (state) => ({ ...state, sent: stored.size, attempt: 0 }));
  }
  return undefined;
}

/** The browser cleared a part of its storage. */
function lost(position: number): Failure {
  const detail = `chunk ${position} is not on this device any more`;
  const problem = { type: "about:blank", title: detail, status: 410, code: "device.lost", detail };
  return { kind: "refused", problem };
}

async function fail({ shelf, now, random }: DeliverAttachmentParts, id: string, failure: Failure): Promise<boolean> {
  await shelf.update(id, (state) => stateAfter(state, failure, now(), random));
  return failure.kind === "refused";
}

function stateAfter(state: AttachmentState, failure: Failure, now: number, random: () => number): AttachmentState {
  if (failure.kind === "signedOut") return { ...state, phase: "waiting", delay: "signedOut", notBefore: 0, attempt: 0 };
  const attempt = state.attempt + 1;
  const wait = (seconds: number) => now + Math.max(seconds, backOff(attempt, random)) * 1_000;
  if (failure.kind === "undelivered") {
    const { reason, afterSeconds } = failure;
    return { ...state, phase: "waiting", attempt, delay: reason, notBefore: wait(afterSeconds) };
  }
  const { code, detail } = failure.problem;
  if (code === "attachment.chunkDamaged" || code === "request.aborted" || code === "request.timeout") {
    return { ...state, phase: "waiting", attempt, delay: "busy", notBefore: wait(0) };
  }
  const kind = code === "study.notFound" || code === "access.role" ? "revoked" : "refused";
  return { ...state, phase: "attention", attempt: 0, delay: null, trouble: { kind, code, detail } };
}
