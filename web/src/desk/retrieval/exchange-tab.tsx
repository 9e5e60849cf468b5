import { type QdaSummaryLine, routes } from "@diaoyan/api/contract";
import { newUuid } from "@diaoyan/api/contract/uuid";
import { useQueryClient } from "@tanstack/react-query";
import { App, Button, Card } from "antd";
import { useRef, useState } from "react";
import { client } from "../api.ts";
import { useTexts } from "../texts.tsx";
import { DownloadButton } from "../ui/download-button.tsx";
import { ProblemAlert } from "../ui/problem-alert.tsx";
import { useStudy } from "../use-study.ts";
import { PlaceLink } from "./place-link.tsx";

const formats = ["qdpx", "qdc", "xlsx", "docx", "html"] as const;

type PlaceLine = QdaSummaryLine["places"][number];

const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);

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
  const { codes, codings, findings, memos, places, stored, transcripts, verdicts } = summary;
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
          {places.length < sum(Object.values(verdicts)) && <p className="note">{texts.firstPlaces(places.length)}</p>}
          {Object.entries(verdicts).map(([verdict, count]) => (
            <Places
              key={verdict}
              title={texts.verdicts[verdict as PlaceLine["verdict"]]}
              count={count}
              places={places.filter((one) => one.verdict === verdict)}
              stored={stored}
            />
          ))}
        </div>
      )}
      {findings.length > 0 && (
        <details>
          <summary>{texts.counted(texts.findings, findings.length)}</summary>
          <ul>
            {findings.map((one, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes
              <li key={at}>
                {texts.finding(one)}
                <small className="note">{texts.particulars(one)}</small>
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}

interface PlacesProps {
  readonly title: string;
  readonly count: number;
  readonly places: readonly PlaceLine[];
  /** Whether the texts stand in the study, so that places can be opened. */
  readonly stored: boolean;
}

/** The codings of one verdict; each opens its place once it is imported. */
function Places({ count, places, stored, title }: PlacesProps) {
  const texts = useTexts().retrieval.exchange;
  return (
    <details>
      <summary>{texts.counted(title, count)}</summary>
      <ul>
        {places.map(({ at, source, words }, index) => {
          const said = texts.place(source, words);
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes
            <li key={index}>{stored && at !== null ? <PlaceLink {...at}>{said}</PlaceLink> : said}</li>
          );
        })}
      </ul>
    </details>
  );
}
