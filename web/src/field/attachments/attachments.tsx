import { type AttachmentKind, attachmentKinds } from "@diaoyan/api/contract/rescue";
import { newUuid } from "@diaoyan/api/contract/uuid";
import { useId, useRef, useState } from "react";
import { localDay } from "../local-time.ts";
import { changeNote } from "../model/edit-session.ts";
import { editRecord } from "../model/field-record.ts";
import { asChoices, Banner, ChoiceField } from "../ui.tsx";
import { useKit, useRecords, useWorkspace } from "../workspace.tsx";
import { AttachmentLines } from "./attachment-lines.tsx";
import "./attachments.css";
import { nameAttachment } from "./name-attachment.ts";
import { preparePhoto } from "./prepare-photo.browser.ts";
import { useAttachmentTexts } from "./texts.ts";
import { useAttachments, useRecorder } from "./use-attachments.ts";

/** Where photos and recordings of a session (`note` null) or of one row of notes are made and shown. */
export interface AttachmentsPlace {
  readonly study: string;
  readonly session: string;
  readonly note: string | null;
}

/** Photos and recordings: at a row of notes one button, at the foot of a session everything. */
export function Attachments(place: AttachmentsPlace) {
  const texts = useAttachmentTexts();
  const shelf = useAttachments();
  const all = shelf.ofSession(place.session);
  if (place.note !== null) {
    const own = all.filter(({ meta }) => meta.note === place.note);
    return (
      <>
        <PhotoButtons {...place} kind="现场照片" original={false} />
        <AttachmentLines held={own} />
      </>
    );
  }
  return (
    <section className="part" aria-label={texts.title}>
      <h2>{texts.title}</h2>
      <RecordButton session={place.session} />
      <PhotoForm {...place} />
      {all.length === 0 ? <p className="note">{texts.none}</p> : <AttachmentLines held={all} />}
    </section>
  );
}

function RecordButton({ session }: { readonly session: string }) {
  const texts = useAttachmentTexts();
  const recorder = useRecorder();
  const until = useKit(useRecords().entry(session))?.recordingsUntil;
  return (
    <>
      <button
        type="button"
        className="button"
        disabled={recorder.phase !== "idle"}
        onClick={() => void recorder.start(session)}
      >
        <span aria-hidden="true" className="red-dot" /> {texts.record}
      </button>
      <p className="note">{texts.recordNote}</p>
      {until !== undefined && until >= localDay(new Date()) && <p className="note">{texts.keptUntil(until)}</p>}
      {until !== undefined && until < localDay(new Date()) && <Banner tone="warn">{texts.keptPast(until)}</Banner>}
    </>
  );
}

const photoKinds = attachmentKinds.filter((kind) => kind !== "录音");

function PhotoForm(place: AttachmentsPlace) {
  const texts = useAttachmentTexts();
  const [kind, setKind] = useState<AttachmentKind>("现场照片");
  const [original, setOriginal] = useState(false);
  const box = useId();
  return (
    <>
      <ChoiceField label={texts.kind} value={kind} choices={asChoices(photoKinds)} onChange={setKind} />
      <PhotoButtons {...place} kind={kind} original={original} />
      <div className="check">
        <input
          id={box}
          type="checkbox"
          checked={original}
          onChange={(event) => setOriginal(event.currentTarget.checked)}
        />
        <label htmlFor={box}>{texts.original}</label>
      </div>
      <p className="note">{original ? texts.originalNote : texts.photoNote}</p>
    </>
  );
}

interface PhotoProps extends AttachmentsPlace {
  readonly kind: AttachmentKind;
  readonly original: boolean;
}

function PhotoButtons(props: PhotoProps) {
  const texts = useAttachmentTexts();
  const camera = useRef<HTMLInputElement>(null);
  const files = useRef<HTMLInputElement>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const add = useAddPhoto(props);
  const shape = props.note === null ? "button" : "chip";
  const choose = async (chosen: FileList | null) => {
    setBusy(true);
    setProblem(null);
    for (const file of [...(chosen ?? [])]) {
      const trouble = await add(file);
      if (trouble !== null) setProblem(trouble);
    }
    setBusy(false);
  };
  const input = (
    label: string,
    ref: typeof camera,
    more: { readonly capture?: "environment"; readonly accept: string },
  ) => (
    <input
      ref={ref}
      type="file"
      hidden
      multiple={more.capture === undefined}
      aria-label={label}
      {...more}
      onChange={(event) => {
        void choose(event.currentTarget.files);
        event.currentTarget.value = "";
      }}
    />
  );
  return (
    <>
      {problem !== null && <Banner tone="error">{problem}</Banner>}
      {input(texts.takePhoto, camera, { accept: "image/*", capture: "environment" })}
      {input(texts.chooseFile, files, { accept: props.note === null ? "image/*,application/pdf" : "image/*" })}
      <div className="actions">
        <button type="button" className={shape} disabled={busy} onClick={() => camera.current?.click()}>
          {texts.takePhoto}
        </button>
        <button type="button" className={shape} disabled={busy} onClick={() => files.current?.click()}>
          {texts.chooseFile}
        </button>
      </div>
    </>
  );
}

/** Keeps a picture; answers what went wrong in one sentence, or null. */
function useAddPhoto({ study, session, note, kind, original }: PhotoProps): (file: File) => Promise<string | null> {
  const texts = useAttachmentTexts();
  const { device } = useWorkspace();
  return async (file) => {
    const id = newUuid(7);
    try {
      const prepared = await preparePhoto(file, original);
      if (prepared.kind !== "ready") return texts[prepared.kind];
      const { bytes, media } = prepared;
      const at = new Date();
      const writer = await device.attachments.begin(study, id, {
        ...{ session, note, kind, media, owner: device.vault.owner.id, startsAt: null, seconds: null },
        ...{ name: nameAttachment(kind, media, at), recordedAt: at.toISOString(), bytes: null, sha256: null },
      });
      await writer.append(bytes, 0);
      await device.attachments.end(id, writer);
    } catch (error) {
      await device.attachments.remove(id).catch(() => undefined);
      const isFull = error instanceof DOMException && error.name === "QuotaExceededError";
      return isFull ? texts.photoFull : texts.photoFailed;
    }
    if (note !== null) {
      device.store.update(session, (record) => {
        const row = record.session.notes.find((one) => one.id === note);
        if (row === undefined || row.attachment !== undefined) return record;
        return editRecord(record, changeNote(record.session, note, { attachment: id }));
      });
    }
    return null;
  };
}
