import { type CallOutput, routes } from "@diaoyan/api/contract";
import { App, Button, Card } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { useAction, useRoute } from "../api.ts";
import { useTexts } from "../texts.tsx";
import { StudyRules } from "../transcripts/study-rules.tsx";
import { PageHead } from "../ui/page-head.tsx";
import { ProblemAlert } from "../ui/problem-alert.tsx";
import { QueryView } from "../ui/query-view.tsx";
import { useStudy } from "../use-study.ts";
import { type DraftWord, decisionsOf, draftWords, isUnsaid } from "./word-draft.ts";
import { AddWord, WordRow } from "./word-row.tsx";
import "../transcripts/deidentify.css";

type Listed = CallOutput<typeof routes.listSessionWords>;

/** What is replaced in the records of sessions when they leave the study: the rules, and every word for a lead to decide. */
export function SessionWordsPage() {
  const { deidentify: texts } = useTexts();
  const { id } = useStudy();
  const listed = useRoute(routes.listSessionWords, { params: { study: id } }, { gcTime: 0, staleTime: 600_000 });
  return (
    <>
      <PageHead title={texts.sessionsTitle} note={texts.sessionsNote}>
        <Link to={`/studies/${id}/sessions`}>{texts.backToSessions}</Link>
      </PageHead>
      <StudyRules />
      <QueryView query={listed}>
        {(found) => <WordReview key={`${found.revision} ${found.rulesRevision}`} found={found} />}
      </QueryView>
    </>
  );
}

function WordReview({ found }: { readonly found: Listed }) {
  const { deidentify: texts } = useTexts();
  const { id } = useStudy();
  const { message } = App.useApp();
  const save = useAction(routes.decideSessionWords);
  const [words, setWords] = useState<readonly DraftWord[]>(() => draftWords(found.sessions));
  const change = (changed: DraftWord, next: Partial<DraftWord>) =>
    setWords(words.map((one) => (one === changed ? { ...one, ...next } : one)));
  const unsaid = words.filter(isUnsaid).length;
  const submit = async () => {
    const body = { revision: found.revision, decisions: decisionsOf(words) };
    await save.mutateAsync({ params: { study: id }, body });
    void message.success(texts.wordsSaved);
  };
  if (found.sessions.length === 0) return <p className="note">{texts.noWords}</p>;
  return (
    <>
      {found.sessions.map(({ session, number, title }) => (
        <Card
          key={session}
          size="small"
          className="deidentify-rules"
          title={<Link to={`/studies/${id}/sessions/${session}`}>{[number, title].filter(Boolean).join(" ")}</Link>}
        >
          <ol className="deidentify-places">
            {words
              .filter((one) => one.session === session)
              .map((one) => (
                <WordRow
                  key={one.text}
                  word={one}
                  onChange={(next) => change(one, next)}
                  onRemove={() => setWords(words.filter((other) => other !== one))}
                />
              ))}
          </ol>
          <AddWord session={session} words={words} onAdd={(word) => setWords([...words, word])} />
        </Card>
      ))}
      {unsaid > 0 && <p className="note">{texts.emptyLeft(unsaid)}</p>}
      <ProblemAlert error={save.error} />
      <Button
        type="primary"
        disabled={unsaid > 0}
        loading={save.isPending}
        onClick={() => void submit().catch(() => undefined)}
      >
        {texts.saveWords}
      </Button>
    </>
  );
}
