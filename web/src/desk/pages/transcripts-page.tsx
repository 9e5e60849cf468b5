import { routes, type TranscriptSummary } from "@diaoyan/api/contract";
import { newUuid } from "@diaoyan/api/contract/uuid";
import { Button, Input } from "antd";
import { useRef, useState } from "react";
import { Link } from "react-router";
import { useRoute } from "../api.ts";
import { useTexts } from "../texts.tsx";
import { findTranscripts } from "../transcripts/find-transcripts.ts";
import { acceptedFiles, type ChosenFile, ImportTranscript } from "../transcripts/import-transcript.tsx";
import { ListTable } from "../ui/list-table.tsx";
import { PageHead } from "../ui/page-head.tsx";
import { QueryView } from "../ui/query-view.tsx";
import { mayCall, useStudy } from "../use-study.ts";

/** So many are found by looking. */
const fewTranscripts = 10;

/** Transcripts of a study: import one, open one to code it. */
export function TranscriptsPage() {
  const texts = useTexts();
  const { id, role } = useStudy();
  const input = useRef<HTMLInputElement>(null);
  // one dialog after the other
  const [chosen, setChosen] = useState<readonly ChosenFile[]>([]);
  const [typed, setTyped] = useState("");
  const list = useRoute(routes.listTranscripts, { params: { study: id } });
  const sessions = useRoute(routes.listSessions, { params: { study: id } });
  const numbers = new Map((sessions.data?.sessions ?? []).map((session) => [session.id, session.number]));
  const numberOf = ({ session }: TranscriptSummary) => (session === null ? "" : (numbers.get(session) ?? ""));
  const edits = mayCall(role, routes.importTranscript);
  const opens = mayCall(role, routes.getSession);
  const columns = [
    {
      title: texts.transcripts.title,
      render: (_: unknown, row: TranscriptSummary) =>
        edits ? <Link to={`/studies/${id}/transcripts/${row.id}`}>{row.title}</Link> : row.title,
    },
    {
      title: texts.transcripts.session,
      render: (_: unknown, { session }: TranscriptSummary) => {
        const number = session === null ? "—" : (numbers.get(session) ?? texts.open);
        return session === null || !opens ? number : <Link to={`/studies/${id}/sessions/${session}`}>{number}</Link>;
      },
    },
    {
      title: texts.transcripts.characters,
      align: "end" as const,
      render: (_: unknown, { characters }: TranscriptSummary) => texts.count(characters),
    },
    { title: texts.transcripts.codings, dataIndex: "codings", align: "end" as const },
  ];
  return (
    <>
      <PageHead
        title={texts.menu.transcripts}
        note={role === "interviewer" ? texts.fieldDesk.onlyYourTexts : edits ? texts.transcripts.note : undefined}
      >
        {edits && (
          <Button type="primary" onClick={() => input.current?.click()}>
            {texts.transcripts.import}
          </Button>
        )}
        <input
          ref={input}
          type="file"
          multiple
          hidden
          accept={acceptedFiles}
          aria-label={texts.transcripts.import}
          onChange={(event) => {
            setChosen([...(event.target.files ?? [])].map((file) => ({ id: newUuid(7), file })));
            event.target.value = "";
          }}
        />
      </PageHead>
      <QueryView query={list}>
        {({ transcripts }) => (
          <div className="stack">
            {transcripts.length > fewTranscripts && (
              <Input
                allowClear
                className="grow"
                aria-label={texts.transcripts.find}
                placeholder={texts.transcripts.find}
                value={typed}
                onChange={(event) => setTyped(event.target.value)}
              />
            )}
            <ListTable
              columns={columns}
              dataSource={[...findTranscripts(transcripts, typed, numberOf)].sort((a, b) =>
                numberOf(a).localeCompare(numberOf(b), "zh-CN"),
              )}
              pageSize={100}
              empty={typed.trim() === "" ? texts.transcripts.empty : texts.transcripts.notFound}
            />
          </div>
        )}
      </QueryView>
      {chosen[0] !== undefined && (
        <ImportTranscript key={chosen[0].id} chosen={chosen[0]} onClose={() => setChosen(chosen.slice(1))} />
      )}
    </>
  );
}
