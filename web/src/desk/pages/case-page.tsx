import type { CaseSection, CaseSentence, CaseStatus, CaseSummary } from "@diaoyan/analysis";
import { routes } from "@diaoyan/api/contract";
import { App, Button, Card, Checkbox, Input, Steps } from "antd";
import { useRef, useState } from "react";
import { Link, useParams } from "react-router";
import { client, useAction, useRoute } from "../api.ts";
import { MemoBox } from "../coding/memo-box.tsx";
import { useTexts } from "../texts.tsx";
import { EditNotes } from "../ui/edit-notes.tsx";
import { PageHead } from "../ui/page-head.tsx";
import { QueryView } from "../ui/query-view.tsx";
import { useKeptDraft } from "../ui/use-kept-draft.ts";
import { useStudy } from "../use-study.ts";

const workflow: readonly CaseStatus[] = ["draft", "confirmedByPerson", "confirmedByUnit", "final"];

interface SentenceProps {
  readonly sentence: CaseSentence;
  readonly onChange: (text: string) => void;
  readonly onRemove: () => void;
}

/** A sentence to edit, and the place it came from one click away. */
function SentenceEditor({ sentence, onChange, onRemove }: SentenceProps) {
  const texts = useTexts();
  const { id } = useStudy();
  const { source } = sentence;
  return (
    <div className="sentence">
      <Input.TextArea
        aria-label={texts.cases.sentence}
        autoSize
        value={sentence.text}
        onChange={(event) => onChange(event.target.value)}
      />
      <div className="sentence-foot">
        {source === null ? (
          <span className="note">{texts.cases.written}</span>
        ) : (
          <Link to={`/studies/${id}/transcripts/${source.transcript}?start=${source.start}&end=${source.end}`}>
            {texts.cases.source}
          </Link>
        )}
        <Button size="small" type="text" onClick={onRemove}>
          {texts.remove}
        </Button>
      </div>
    </div>
  );
}

function SectionEditor({ section, onChange }: { section: CaseSection; onChange: (section: CaseSection) => void }) {
  const texts = useTexts();
  const { sentences } = section;
  const keyOf = ({ source }: CaseSentence, place: number) =>
    source === null ? `own-${place}` : `${source.transcript}-${source.start}`;
  const replace = (place: number, text: string) =>
    onChange({ ...section, sentences: sentences.map((one, at) => (at === place ? { ...one, text } : one)) });
  const remove = (place: number) => onChange({ ...section, sentences: sentences.filter((_, at) => at !== place) });
  const add = () => onChange({ ...section, sentences: [...sentences, { text: "", source: null }] });
  return (
    <Card size="small" title={section.heading}>
      <p className="note">{section.guidance}</p>
      {sentences.map((sentence, place) => (
        <SentenceEditor
          key={keyOf(sentence, place)}
          sentence={sentence}
          onChange={(text) => replace(place, text)}
          onRemove={() => remove(place)}
        />
      ))}
      <Button size="small" onClick={add}>
        {texts.cases.addSentence}
      </Button>
    </Card>
  );
}

function CaseEditor({ stored }: { readonly stored: CaseSummary }) {
  const texts = useTexts();
  const { id } = useStudy();
  const { message } = App.useApp();
  const kept = useKeptDraft<CaseSummary>(`case ${id} ${stored.id}`);
  const [edited, setEdited] = useState(kept.restored?.value ?? stored);
  const latest = useRef(edited);
  const save = useAction(routes.saveCase);
  const at = workflow.indexOf(edited.status);
  const nextStep = workflow[at + 1];
  const params = { study: id, case: stored.id };
  const show = (value: CaseSummary) => {
    latest.current = value;
    setEdited(value);
  };
  const change = (value: CaseSummary) => {
    show(value);
    kept.keep(value, value.revision);
  };
  const store = async (sent: CaseSummary) => {
    const typed = latest.current;
    const saved = (await save.mutateAsync({ params, body: { case: sent as never } })).case as unknown as CaseSummary;
    void message.success(texts.saved);
    if (latest.current === typed) {
      kept.forget();
      show(saved);
    } else change({ ...latest.current, status: saved.status, revision: saved.revision });
  };
  const readAgain = async () => (await client.call(routes.getCase, { params })).case as unknown as CaseSummary;
  const discard = async () => {
    const current = await readAgain();
    kept.forget();
    save.reset();
    show(current);
  };
  const overwrite = async () => {
    const { revision, status } = await readAgain();
    await store({ ...latest.current, revision, status });
  };
  const changeSection = (section: CaseSection) =>
    change({ ...edited, sections: edited.sections.map((one) => (one.id === section.id ? section : one)) });
  const step = (status: CaseStatus) => void store({ ...edited, status }).catch(() => undefined);
  return (
    <>
      <PageHead title={edited.title} note={texts.caseKinds[edited.kind]} sticky>
        {kept.dirty && <span className="note">{texts.kept.unsaved}</span>}
        <Button type="primary" loading={save.isPending} onClick={() => void store(edited).catch(() => undefined)}>
          {texts.save}
        </Button>
        {nextStep !== undefined && <Button onClick={() => step(nextStep)}>{texts.cases.step[nextStep]}</Button>}
        {edited.status !== "draft" && <Button onClick={() => step("draft")}>{texts.cases.backToDraft}</Button>}
      </PageHead>
      <EditNotes restored={kept.restored} error={save.error} onDiscard={discard} onOverwrite={overwrite} />
      <div className="stack">
        <Steps
          size="small"
          current={at}
          items={workflow.map((status) => ({ title: texts.caseStatus[status] }))}
          responsive
        />
        <Card size="small">
          <div className="title-field">
            <label htmlFor="case-title">{texts.cases.title}</label>
            <Input
              id="case-title"
              value={edited.title}
              onChange={(event) => change({ ...edited, title: event.target.value })}
            />
          </div>
          <Checkbox
            checked={edited.publicationConsent}
            onChange={(event) => change({ ...edited, publicationConsent: event.target.checked })}
          >
            {texts.cases.consent}
          </Checkbox>
          {(stored.withheld ?? 0) > 0 && <p className="note">{texts.cases.withheld(stored.withheld ?? 0)}</p>}
        </Card>
        {edited.sections.map((section) => (
          <SectionEditor key={section.id} section={section} onChange={changeSection} />
        ))}
        <Card size="small" title={texts.codingDesk.memo.case}>
          <MemoBox kind="case" subject={stored.id} />
        </Card>
      </div>
    </>
  );
}

/** One case: its sentences with their sources, and its way to publication. */
export function CasePage() {
  const { id } = useStudy();
  const { caseId = "" } = useParams();
  const query = useRoute(
    routes.getCase,
    { params: { study: id, case: caseId } },
    { staleTime: Number.POSITIVE_INFINITY, gcTime: 0 },
  );
  return (
    <QueryView query={query}>
      {(data) => {
        const stored = data.case as unknown as CaseSummary;
        return <CaseEditor key={stored.id} stored={stored} />;
      }}
    </QueryView>
  );
}
