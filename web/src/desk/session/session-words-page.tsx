import { type CallOutput, routes } from "@diaoyan/api/contract";
import { App, Button, Card, Select } from "antd";
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

type NamedSession = Pick<Listed["sessions"][number], "session" | "number" | "title">;

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
  const [others, setOthers] = useState<readonly NamedSession[]>([]);
  const [words, setWords] = useState<readonly DraftWord[]>(() => draftWords(found.sessions));
  const change = (changed: DraftWord, next: Partial<DraftWord>) =>
    setWords(words.map((one) => (one === changed ? { ...one, ...next } : one)));
  const unsaid = words.filter(isUnsaid).length;
  const submit = async () => {
    const body = { revision: found.revision, decisions: decisionsOf(words) };
    await save.mutateAsync({ params: { study: id }, body });
    void message.success(texts.wordsSaved);
  };
  const shown: readonly NamedSession[] = [...found.sessions, ...others];
  return (
    <>
      {found.sessions.length === 0 && <p className="note">{texts.noWords}</p>}
      {shown.map(({ session, number, title }) => (
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
      <OtherSession shown={shown} onChoose={(one) => setOthers([...others, one])} />
      {unsaid > 0 && <p className="note">{texts.emptyLeft(unsaid)}</p>}
      <ProblemAlert error={save.error} />
      <Button
        type="primary"
        disabled={unsaid > 0 || shown.length === 0}
        loading={save.isPending}
        onClick={() => void submit().catch(() => undefined)}
      >
        {texts.saveWords}
      </Button>
    </>
  );
}

/** A session in which no rule finds anything may hold a word only a person knows. */
function OtherSession(props: {
  readonly shown: readonly NamedSession[];
  readonly onChoose: (session: NamedSession) => void;
}) {
  const { shown, onChoose } = props;
  const { deidentify: texts } = useTexts();
  const { id } = useStudy();
  const listed = useRoute(routes.listSessions, { params: { study: id } });
  const standing = new Set(shown.map(({ session }) => session));
  const others = (listed.data?.sessions ?? []).filter((one) => !standing.has(one.id));
  if (others.length === 0) return null;
  return (
    <p className="deidentify-other">
      <label htmlFor="other-session">{texts.otherSession}</label>
      <Select
        id="other-session"
        showSearch
        optionFilterProp="label"
        placeholder={texts.chooseSession}
        popupMatchSelectWidth={false}
        value={null}
        options={others.map((one) => ({ value: one.id, label: [one.number, one.title].filter(Boolean).join(" ") }))}
        onChange={(chosen: string | null) => {
          const other = others.find((one) => one.id === chosen);
          if (other !== undefined) onChoose({ session: other.id, number: other.number, title: other.title });
        }}
      />
    </p>
  );
}
