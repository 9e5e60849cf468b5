import { type CorrectionReportLine, routes } from "@diaoyan/api/contract";
import { newUuid } from "@diaoyan/api/contract/uuid";
import type { Transcript } from "@diaoyan/instruments";
import { useQueryClient } from "@tanstack/react-query";
import { App, Checkbox, Input, Modal } from "antd";
import { useState } from "react";
import { client } from "../api.ts";
import { useTexts } from "../texts.tsx";
import { ProblemAlert } from "../ui/problem-alert.tsx";
import { useKeptDraft } from "../ui/use-kept-draft.ts";
import { useOneAtATime } from "../ui/use-one-at-a-time.ts";

interface Props {
  readonly study: string;
  readonly transcript: Transcript;
  readonly names: ReadonlyMap<string, string>;
  readonly onClose: () => void;
}

/** Corrects the words of a transcript: first what becomes of the codings is shown, then a person confirms it. */
export function CorrectDialog({ names, onClose, study, transcript }: Props) {
  const texts = useTexts().codingDesk.correct;
  const { message } = App.useApp();
  const queries = useQueryClient();
  // of another revision's text nothing is taken over: it would undo what was corrected since
  const kept = useKeptDraft<string>(`correction ${transcript.id} ${transcript.revision}`);
  const [text, setText] = useState(kept.restored?.value ?? transcript.text);
  const once = useOneAtATime();
  const [report, setReport] = useState<CorrectionReportLine | null>(null);
  const [agreed, setAgreed] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<Error | null>(null);
  const send = async (act: string | undefined) => {
    setBusy(true);
    setError(null);
    const remove = report === null || act === undefined ? "" : report.unplaced.map(({ coding }) => coding).join(",");
    const query = {
      revision: transcript.revision,
      format: "txt" as const,
      ...(act === undefined ? {} : { act }),
      ...(remove === "" ? {} : { remove }),
    };
    const bytes = new Uint8Array(new TextEncoder().encode(text));
    try {
      const params = { study, transcript: transcript.id };
      const made = await client.call(routes.correctTranscript, { params, query, bytes });
      if (act === undefined) setReport(made);
      else {
        kept.forget();
        void message.success(texts.done);
        onClose();
        await queries.invalidateQueries();
      }
    } catch (thrown) {
      setError(thrown as Error);
    }
    setBusy(false);
  };
  const blocked = report !== null && report.unplaced.length > 0 && !agreed;
  return (
    <Modal
      open
      width="min(56rem, 95vw)"
      title={texts.title}
      okText={report === null ? texts.check : texts.confirm}
      okButtonProps={{ loading: busy, disabled: text === transcript.text || blocked }}
      onOk={() => once(() => send(report === null ? undefined : newUuid(7)))}
      onCancel={onClose}
    >
      <p className="note">{texts.note}</p>
      <ProblemAlert error={error} />
      <Input.TextArea
        aria-label={texts.text}
        rows={14}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          if (event.target.value === transcript.text) kept.forget();
          else kept.keep(event.target.value, transcript.revision);
          setReport(null);
          setAgreed(false);
        }}
      />
      {report !== null && (
        <div className="correction">
          <p role="status">{texts.kept(report.kept, report.reworded.length, report.unplaced.length)}</p>
          <ul className="places">
            {report.reworded.map((one) => (
              <li key={one.coding}>
                {names.get(one.code) ?? one.code}：<del>{one.before}</del> <ins>{one.after}</ins>
              </li>
            ))}
            {report.unplaced.map((one) => (
              <li key={one.coding}>
                {names.get(one.code) ?? one.code}：{one.quote} <strong>{texts.lost}</strong>
              </li>
            ))}
          </ul>
          {report.unplaced.length > 0 && (
            <Checkbox checked={agreed} onChange={(event) => setAgreed(event.target.checked)}>
              {texts.agree(report.unplaced.length)}
            </Checkbox>
          )}
        </div>
      )}
    </Modal>
  );
}
