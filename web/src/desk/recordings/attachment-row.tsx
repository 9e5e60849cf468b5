import { type AttachmentLine, routes } from "@diaoyan/api/contract";
import { formatTimeCode } from "@diaoyan/instruments";
import { Button } from "antd";
import { useRoute } from "../api.ts";
import { useTexts } from "../texts.tsx";
import { ProblemAlert } from "../ui/problem-alert.tsx";
import { useStudy } from "../use-study.ts";
import { SoundPlayer } from "./sound-player.tsx";
import { useOriginal } from "./use-original.ts";
import "./recordings.css";

/** A size for people: whole kilobytes below a tenth of a megabyte. */
export function saySize(bytes: number): string {
  return bytes < 100_000 ? `${Math.ceil(bytes / 1_024)} KB` : `${(bytes / 1_048_576).toFixed(1)} MB`;
}

/** State of an attachment in words. */
export function useStateWords() {
  const texts = useTexts().recordings;
  return ({ state, received, chunks }: AttachmentLine) =>
    state === "receiving" ? texts.received(received, chunks) : texts.states[state];
}

/** The photos and recordings of one session with their originals. */
export function SessionAttachments({ session }: { readonly session: string }) {
  const texts = useTexts().recordings;
  const { id } = useStudy();
  const listed = useRoute(routes.listAttachments, { params: { study: id }, query: { session } });
  if (listed.data === undefined) return <ProblemAlert error={listed.error} />;
  const { attachments, retention } = listed.data;
  return (
    <section className="session-attachments" aria-label={texts.ofSession}>
      <h2>{texts.ofSession}</h2>
      {attachments.length === 0 ? <p className="note">{texts.none}</p> : null}
      {attachments.some(({ kind }) => kind === "录音") && <p className="note">{texts.keptUntil(retention.until)}</p>}
      {attachments.map((one) => (
        <AttachmentRow key={one.id} attachment={one} />
      ))}
    </section>
  );
}

function AttachmentRow({ attachment }: { readonly attachment: AttachmentLine }) {
  const texts = useTexts().recordings;
  const { id } = useStudy();
  const original = useOriginal(id, attachment.id);
  const sayState = useStateWords();
  const { bytes, kind, media, name, seconds, state } = attachment;
  const isSound = kind === "录音";
  const isPicture = /^image\/(jpeg|png|webp)$/.test(media);
  const length = seconds === null ? [] : [formatTimeCode(seconds)];
  const download = async () => {
    const address = original.address ?? (await original.open());
    if (address === undefined) return;
    const link = document.createElement("a");
    [link.href, link.download] = [address, name];
    link.click();
  };
  return (
    <div className="attachment-row">
      <div className="sound-line">
        <span className="grow">
          {name}
          <span className="note">　{[kind, ...length, saySize(bytes), sayState(attachment)].join(" · ")}</span>
        </span>
        {state === "stored" && (isSound || isPicture) && (
          <Button
            loading={original.busy}
            onClick={() => (original.address === null ? void original.open() : original.close())}
          >
            {original.address !== null ? texts.hide : isSound ? texts.play : texts.view}
          </Button>
        )}
        {state === "stored" && <Button onClick={() => void download()}>{texts.download}</Button>}
      </div>
      <ProblemAlert error={original.error} />
      {original.address !== null && isSound && <SoundPlayer source={original.address} label={name} />}
      {original.address !== null && isPicture && <img src={original.address} alt={name} />}
    </div>
  );
}
