import { toBase64 } from "@diaoyan/api/contract/rescue";
import { hashBytes } from "@diaoyan/instruments";
import { type Answer, callServer } from "../outbox/field-server.ts";
import type { HeldAttachment } from "./attachment-shelf.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/** What sending attachments asks of the server. */
export interface AttachmentServer {
  /** Announces it; answers the positions of the chunks that stand. */
  begin(held: HeldAttachment): Promise<Answer<readonly number[]>>;
  put(held: HeldAttachment, position: number, sealed: Bytes): Promise<Answer<object>>;
  /** Counts only with the hash of the whole. */
  finish(held: HeldAttachment): Promise<Answer<{ readonly session: "stands" | "missing" }>>;
}

function placeOf({ study, id }: HeldAttachment): string {
  return `/api/studies/${encodeURIComponent(study)}/attachments/${encodeURIComponent(id)}`;
}

export function createAttachmentServer(fetchLike: typeof fetch): AttachmentServer {
  const isStored = (value: unknown) => (value as { marker?: unknown } | null)?.marker === "diaoyan-stored";
  return {
    begin: async (held) => {
      const { owner: _, ...described } = held.meta;
      const body = { ...described, recoveryKey: held.recoveryKey, wrappedKey: toBase64(held.wrappedKey) };
      const headers = { "content-type": "application/json" };
      const answer = await callServer<{ stored: readonly number[] }>(
        fetchLike,
        placeOf(held),
        { method: "PUT", headers, body: JSON.stringify(body) },
        (value) => {
          const { attachment, stored } = (value ?? {}) as { attachment?: unknown; stored?: unknown };
          return attachment === held.id && Array.isArray(stored);
        },
      );
      return answer.kind === "ok" ? { kind: "ok", value: answer.value.stored } : answer;
    },
    put: (held, position, sealed) =>
      callServer<object>(
        fetchLike,
        `${placeOf(held)}/chunks/${position}?sha256=${hashBytes(sealed)}`,
        { method: "PUT", headers: { "content-type": "application/octet-stream" }, body: sealed },
        isStored,
      ),
    finish: (held) =>
      callServer<{ session: "stands" | "missing" }>(
        fetchLike,
        `${placeOf(held)}/finish`,
        { method: "POST" },
        (value) => isStored(value) && (value as { sha256?: unknown }).sha256 === held.meta.sha256,
      ),
  };
}
