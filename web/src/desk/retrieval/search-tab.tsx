import { routes, type SearchResultLine } from "@diaoyan/api/contract";
import { formatTimeCode } from "@diaoyan/instruments";
import { Button, Card, Empty, Input } from "antd";
import { useState } from "react";
import { client } from "../api.ts";
import { useTexts } from "../texts.tsx";
import { ProblemAlert } from "../ui/problem-alert.tsx";
import { useStudy } from "../use-study.ts";
import { PlaceLink } from "./place-link.tsx";

const transcriptsAPage = 20;

interface Found {
  readonly query: string;
  readonly transcripts: number;
  readonly results: readonly SearchResultLine[];
  readonly asked: number;
}

/** Searches the words of all transcripts; every place found opens at the coding desk. */
export function SearchTab() {
  const texts = useTexts().retrieval.search;
  const { id } = useStudy();
  const [found, setFound] = useState<Found | null>(null);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<Error | null>(null);
  const search = async (query: string, before: Found | null) => {
    if (query.trim() === "") return;
    setBusy(true);
    setError(null);
    try {
      const from = before?.asked ?? 0;
      const answer = await client.call(routes.searchTranscripts, { params: { study: id }, query: { query, from } });
      const results = [...(before?.results ?? []), ...answer.results];
      setFound({ query, transcripts: answer.transcripts, results, asked: from + transcriptsAPage });
    } catch (thrown) {
      setError(thrown as Error);
    }
    setBusy(false);
  };
  return (
    <div className="stack">
      <Input.Search
        allowClear
        enterButton
        aria-label={texts.label}
        placeholder={texts.hint}
        maxLength={200}
        loading={busy}
        onSearch={(query) => void search(query, null)}
      />
      <ProblemAlert error={error} />
      {found !== null && (
        <p className="note" role="status">
          {found.transcripts === 0
            ? texts.none
            : texts.found(found.transcripts, {
                shown: found.results.length,
                looked: Math.min(found.asked, found.transcripts),
                several: /\S\s+\S/u.test(found.query),
              })}
        </p>
      )}
      {found?.results.map((result) => (
        <SearchCard key={result.transcript} result={result} />
      ))}
      {found !== null && found.asked < found.transcripts && (
        <Button loading={busy} onClick={() => void search(found.query, found)}>
          {texts.more}
        </Button>
      )}
      {found?.transcripts === 0 && <Empty description={texts.none} />}
    </div>
  );
}

function SearchCard({ result }: { readonly result: SearchResultLine }) {
  const texts = useTexts().retrieval.search;
  return (
    <Card size="small" title={result.title} extra={<span className="note">{texts.hits(result.count)}</span>}>
      <ul className="places">
        {result.hits.map(({ after, at, before, end, quote, speaker, start }) => (
          <li key={start}>
            <PlaceLink transcript={result.transcript} start={start} end={end}>
              {before}
              <mark>{quote}</mark>
              {after}
            </PlaceLink>
            <span className="note">
              {" "}
              {speaker}
              {at !== null && ` ${formatTimeCode(at)}`}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
