import type { AttachmentMessages } from "../../i18n/attachments.zh.ts";
import { findRecordingBar, type NoRecording } from "../../session/may-record.ts";
import { formatStamp } from "../../session/time-stamp.ts";
import type { FieldRecord } from "../model/field-record.ts";
import { Banner } from "../ui.tsx";
import { useWorkspace } from "../workspace.tsx";
import type { Recorder, RecorderTrouble } from "./recorder.ts";
import { useAttachmentTexts } from "./texts.ts";
import { useRecorder } from "./use-attachments.ts";

/** Why a session is not recorded, in one sentence. */
function sayBar({ reason, persons }: NoRecording, texts: AttachmentMessages): string {
  return reason === "nobody" ? texts.bar.nobody : texts.bar[reason](persons.join("、"));
}

function sayTrouble(trouble: RecorderTrouble, texts: AttachmentMessages): string {
  if (trouble.kind === "consent") return sayBar(trouble.bar, texts);
  const said = texts.trouble[trouble.kind];
  return typeof said === "string" ? said : said(formatStamp(trouble.seconds));
}

/** Above every part of a session: the recording that runs with its time and level, or what went wrong with it. */
export function RecordingStrip({ id, record }: { readonly id: string; readonly record: FieldRecord }) {
  const texts = useAttachmentTexts();
  const recorder = useRecorder();
  const { go } = useWorkspace();
  const { phase, session, trouble, troubled } = recorder;
  const bar = findRecordingBar(record.session);
  const mayBegin = phase === "idle" && record.progress.running && bar === null;
  const isTold =
    trouble !== null && troubled === id && phase === "idle" && (trouble.kind !== "consent" || bar !== null);
  const said = isTold ? sayTrouble(trouble, texts) : null;
  return (
    <>
      {said !== null && <Banner tone="error">{said}</Banner>}
      {session === id && phase !== "idle" && <Controls recorder={recorder} />}
      {session !== null && session !== id && phase !== "idle" && (
        <div className="recording-strip">
          <span className="grow">{texts.elsewhere}</span>
          <button type="button" className="chip" onClick={() => go(`session/${session}`)}>
            {texts.goThere}
          </button>
        </div>
      )}
      {mayBegin && (
        <div className="recording-strip idle">
          <button type="button" className="chip" onClick={() => void recorder.start(id)}>
            <span aria-hidden="true" className="red-dot" /> {texts.record}
          </button>
        </div>
      )}
    </>
  );
}

function Controls({ recorder }: { readonly recorder: Recorder }) {
  const texts = useAttachmentTexts();
  const { phase, muted } = recorder;
  if (phase === "opening" || phase === "ending") {
    return (
      <div className="recording-strip" role="status">
        {texts[phase]}
      </div>
    );
  }
  const runs = phase === "recording";
  const level = Math.round(recorder.level() * 100);
  return (
    <>
      <section className="recording-strip" aria-label={texts.recording}>
        <span aria-hidden="true" className={runs ? "red-dot runs" : "red-dot"} />
        <span className="recording-time">{formatStamp(Math.floor(recorder.seconds()))}</span>
        {runs ? (
          <meter className="grow" aria-label={texts.level} min={0} max={100} value={level} />
        ) : (
          <span className="grow">{texts.paused}</span>
        )}
        <button type="button" className="chip" onClick={runs ? recorder.pause : recorder.resume}>
          {runs ? texts.pause : texts.resume}
        </button>
        <button type="button" className="chip" onClick={() => void recorder.stop()}>
          {texts.stop}
        </button>
      </section>
      {muted && <Banner tone="warn">{texts.muted}</Banner>}
    </>
  );
}
