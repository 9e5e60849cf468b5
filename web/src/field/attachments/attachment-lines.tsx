import { countChunks } from "@diaoyan/api/contract/rescue";
import { useEffect, useState } from "react";
import { formatStamp } from "../../session/time-stamp.ts";
import { callServer } from "../outbox/field-server.ts";
import { useTexts } from "../texts.tsx";
import { useWorkspace } from "../workspace.tsx";
import type { AttachmentShelf, HeldAttachment } from "./attachment-shelf.ts";
import { retryState } from "./attachment-state.ts";
import { useAttachmentTexts } from "./texts.ts";
import { useRecorder } from "./use-attachments.ts";

/** The attachments of a place with their state, each to be looked at, listened to or removed. */
export function AttachmentLines({ held }: { readonly held: readonly HeldAttachment[] }) {
  if (held.length === 0) return null;
  const inOrder = [...held].sort((left, right) => left.meta.recordedAt.localeCompare(right.meta.recordedAt));
  return (
    <ul className="attachment-lines">
      {inOrder.map((one) => (
        <AttachmentLine key={one.id} held={one} />
      ))}
    </ul>
  );
}

function sizeOf({ bytes, kind, seconds }: HeldAttachment["meta"]): string {
  const size =
    bytes === null ? "" : bytes < 100_000 ? `${Math.ceil(bytes / 1_024)} KB` : `${(bytes / 1_048_576).toFixed(1)} MB`;
  return kind === "录音" && seconds !== null ? `${formatStamp(Math.round(seconds))} · ${size}` : size;
}

function AttachmentLine({ held }: { readonly held: HeldAttachment }) {
  const texts = useAttachmentTexts();
  const { delay } = useTexts();
  const { device, upload } = useWorkspace();
  const recorder = useRecorder();
  const [source, setSource] = useState<string | null>(null);
  const [said, setSaid] = useState<string | null>(null);
  useEffect(() => () => void (source?.startsWith("blob:") && URL.revokeObjectURL(source)), [source]);
  const { id, meta, state } = held;
  const { phase } = state;
  const isPicture = meta.media.startsWith("image/");
  const isSound = meta.kind === "录音";
  const open = async () => {
    setSaid(null);
    const found = await findSource(device.attachments, held);
    if (typeof found === "string") setSource(found);
    else setSaid(found.purged ? texts.purged : texts.openFailed);
  };
  const remove = () => {
    if (phase === "received" || confirm(texts.removeConfirm)) void device.attachments.remove(id);
  };
  const again = () => void device.attachments.update(id, retryState).then(upload);
  const note = said ?? sayState(held, texts, delay);
  if (recorder.attachment === id) return null;
  return (
    <li className="attachment-line">
      <div className="dock-line">
        <span className="grow">
          {meta.name}
          <span className="note attachment-size">{sizeOf(meta)}</span>
        </span>
        <span className={`mark ${phase}`}>
          {phase === "sending" ? texts.sent(state.sent, countChunks(meta.bytes ?? 0)) : texts.phase[phase]}
        </span>
      </div>
      {note !== null && <p className="note">{note}</p>}
      {source !== null && isPicture && <img className="attachment-picture" src={source} alt={meta.name} />}
      {source !== null && isSound && (
        // biome-ignore lint/a11y/useMediaCaption: what was said is in no caption yet
        <audio className="attachment-sound" controls src={source} />
      )}
      <div className="actions">
        {phase !== "recording" && (isPicture || isSound) && (
          <button type="button" className="chip" onClick={() => (source === null ? void open() : setSource(null))}>
            {source !== null ? texts.hide : isSound ? texts.play : texts.view}
          </button>
        )}
        {phase === "attention" && (
          <button type="button" className="chip" onClick={again}>
            {texts.again}
          </button>
        )}
        <button type="button" className="chip" disabled={phase === "sending"} onClick={remove}>
          {phase === "received" ? texts.forget : texts.remove}
        </button>
      </div>
    </li>
  );
}

function sayState(
  { state }: HeldAttachment,
  texts: ReturnType<typeof useAttachmentTexts>,
  delays: ReturnType<typeof useTexts>["delay"],
): string | null {
  if (state.trouble !== null) {
    return state.trouble.kind === "revoked" ? texts.revoked : texts.refused(state.trouble.detail);
  }
  if (state.session === "missing") return texts.quarantined;
  return state.phase === "waiting" && state.delay !== null ? delays[state.delay] : null;
}

/** Where an original can be shown from: this device, or the server, which logs that it was opened. */
async function findSource(
  shelf: AttachmentShelf,
  { id, study }: HeldAttachment,
): Promise<string | { readonly purged: boolean }> {
  const own = await shelf.read(id).catch(() => undefined);
  if (own !== undefined) return URL.createObjectURL(own);
  const place = `/api/studies/${encodeURIComponent(study)}/attachments/${encodeURIComponent(id)}`;
  const answer = await callServer<{ ticket: string }>(fetch, `${place}/open`, { method: "POST" });
  if (answer.kind === "ok") return `${place}/content?ticket=${encodeURIComponent(answer.value.ticket)}`;
  return { purged: answer.kind === "refused" && answer.problem.code === "attachment.purged" };
}
