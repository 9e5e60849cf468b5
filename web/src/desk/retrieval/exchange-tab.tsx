import { type QdaSummaryLine, routes } from "@diaoyan/api/contract";
import { newUuid } from "@diaoyan/api/contract/uuid";
import { useQueryClient } from "@tanstack/react-query";
import { App, Button, Card, Tag } from "antd";
import { useRef, useState } from "react";
import { client } from "../api.ts";
import { useTexts } from "../texts.tsx";
import { DownloadButton } from "../ui/download-button.tsx";
import { ProblemAlert } from "../ui/problem-alert.tsx";
import { useStudy } from "../use-study.ts";

const formats = ["qdpx", "qdc", "xlsx", "docx", "html"] as const;

interface Chosen {
  readonly name: string;
  readonly format: "qdpx" | "qdc";
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly summary: QdaSummaryLine;
}

/** Projects of other coding programs in, and what is coded here out. */
export function ExchangeTab() {
  const texts = useTexts().retrieval.exchange;
  const { id } = useStudy();
  return (
    <div className="stack">
      <ImportQda />
      <Card size="small" title={texts.export}>
        <div className="actions">
          {formats.map((format) => (
            <DownloadButton
              key={format}
              label={texts.formats[format]}
              ask={() => client.call(routes.exportCoded, { params: { study: id, format } })}
              otherwise={`${id}-codings.${format}`}
            />
          ))}
        </div>
      </Card>
    </div>
  );
}

function ImportQda() {
  const texts = useTexts();
  const { id } = useStudy();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const input = useRef<HTMLInputElement>(null);
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<Error | null>(null);
  const words = texts.retrieval.exchange;
  const run = async (work: () => Promise<void>) => {
    setBusy(true);
    setError(null);
    try {
      await work();
    } catch (thrown) {
      setError(thrown as Error);
    }
    setBusy(false);
  };
  const read = (file: File) =>
    run(async () => {
      setChosen(null);
      const format = file.name.toLowerCase().endsWith(".qdc") ? "qdc" : "qdpx";
      const bytes = new Uint8Array(await file.arrayBuffer());
      const summary = await client.call(routes.importQda, { params: { study: id }, query: { format }, bytes });
      setChosen({ name: file.name, format, bytes, summary });
    });
  const bringIn = ({ bytes, format, name }: Chosen) =>
    run(async () => {
      const query = { format, act: newUuid(7) };
      const summary = await client.call(routes.importQda, { params: { study: id }, query, bytes });
      setChosen({ name, format, bytes, summary });
      await queries.invalidateQueries();
      void message.success(words.done);
    });
  return (
    <Card size="small" title={words.import}>
      <div className="actions">
        <Button loading={busy} onClick={() => input.current?.click()}>
          {words.choose}
        </Button>
        {chosen !== null && !chosen.summary.stored && (
          <Button type="primary" loading={busy} onClick={() => void bringIn(chosen)}>
            {words.confirm}
          </Button>
        )}
      </div>
      <input
        ref={input}
        type="file"
        hidden
        accept=".qdpx,.qdc"
        aria-label={words.choose}
        onChange={(event) => {
          const file = event.target.files?.[0];
          if (file !== undefined) void read(file);
          event.target.value = "";
        }}
      />
      <ProblemAlert error={error} />
      {chosen !== null && <Summary name={chosen.name} summary={chosen.summary} />}
    </Card>
  );
}

function Summary({ name, summary }: { readonly name: string; readonly summary: QdaSummaryLine }) {
  const texts = useTexts().retrieval.exchange;
  const { codes, codings, doubtful, findings, memos, stored, transcripts, verdicts } = summary;
  return (
    <div className="stack qda-summary">
      {stored ? <p role="status">{texts.done}</p> : <p>{texts.preview(name)}</p>}
      <ul>
        <li>{texts.codes(codes.added, codes.known)}</li>
        <li>{texts.transcripts(transcripts.added, transcripts.known)}</li>
        <li>{texts.codings(codings.added, codings.known)}</li>
        <li>{texts.memos(memos.added, memos.known)}</li>
      </ul>
      {Object.keys(verdicts).length > 0 && (
        <div>
          <h3>{texts.places}</h3>
          {Object.entries(verdicts).map(([verdict, count]) => (
            <Tag key={verdict}>
              {texts.verdicts[verdict as keyof typeof texts.verdicts]} {count}
            </Tag>
          ))}
        </div>
      )}
      {doubtful.length > 0 && (
        <details>
          <summary>
            {texts.doubtful}（{doubtful.length}）
          </summary>
          <ul>
            {doubtful.map((one, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes
              <li key={at}>
                {one.source}：{one.words}（{texts.verdicts[one.verdict]}）
              </li>
            ))}
          </ul>
        </details>
      )}
      {findings.length > 0 && (
        <details>
          <summary>
            {texts.findings}（{findings.length}）
          </summary>
          <ul>
            {findings.map((one, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes
              <li key={at}>
                {texts.finding(one)}
                <small className="note">{one.message}</small>
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}
