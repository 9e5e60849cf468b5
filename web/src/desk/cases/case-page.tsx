import { type CaseSection, type CaseSummary, mergeCases } from "@diaoyan/analysis";
import { type CaseMaterial, routes } from "@diaoyan/api/contract";
import { Alert, App, Button, Card, Checkbox, Input, Popconfirm } from "antd";
import { useRef, useState } from "react";
import { useParams } from "react-router";
import { client, useAction, useRoute } from "../api.ts";
import { MemoBox } from "../coding/memo-box.tsx";
import { useTexts } from "../texts.tsx";
import { EditNotes } from "../ui/edit-notes.tsx";
import { PageHead } from "../ui/page-head.tsx";
import { ProblemAlert } from "../ui/problem-alert.tsx";
import { QueryView } from "../ui/query-view.tsx";
import { useKeptDraft } from "../ui/use-kept-draft.ts";
import { useOneAtATime } from "../ui/use-one-at-a-time.ts";
import { useStudy } from "../use-study.ts";
import "./cases.css";
import { GatheredCard } from "./gathered-card.tsx";
import { SectionEditor } from "./section-editor.tsx";
import { TrailCard } from "./trail-card.tsx";
import { WorkflowCard } from "./workflow-card.tsx";

/** What a person edits of a case, what is stored of it, and the ways between the two. */
function useCase(stored: CaseSummary) {
  const texts = useTexts();
  const { id } = useStudy();
  const { message } = App.useApp();
  const kept = useKeptDraft<CaseSummary>(`case ${id} ${stored.id}`);
  const [edited, setEdited] = useState(kept.restored?.value ?? stored);
  const latest = useRef(edited);
  // what the edit began with; a draft that was kept from an earlier state does not know it any more
  const [base, setBase] = useState(edited.revision === stored.revision ? stored : undefined);
  const save = useAction(routes.saveCase);
  const redraft = useAction(routes.redraftCase);
  const params = { study: id, case: stored.id };
  const show = (value: CaseSummary) => {
    latest.current = value;
    setEdited(value);
  };
  /** Shows what is stored: the next edit begins with it. */
  const take = (value: CaseSummary) => {
    setBase(value);
    show(value);
  };
  const change = (value: CaseSummary) => {
    show(value);
    kept.keep(value, value.revision);
  };
  const store = async (given: CaseSummary) => {
    const typed = latest.current;
    const sections = given.sections.map((section) => ({
      ...section,
      sentences: section.sentences.filter(({ text }) => text.trim() !== ""),
    }));
    const body = { case: { ...given, sections } as never };
    const saved = (await save.mutateAsync({ params, body })).case as unknown as CaseSummary;
    setBase(saved);
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
    take(current);
  };
  const overwrite = async () => {
    const { revision, status, publicationConsent } = await readAgain();
    await store({ ...latest.current, revision, status, publicationConsent });
  };
  const merge = async () => {
    if (base === undefined) return;
    const { case: merged, replaced } = mergeCases(base, latest.current, await readAgain());
    change(merged);
    await store(merged);
    if (replaced > 0) void message.info(texts.cases.mineStands(replaced));
  };
  const draftAnew = async () => {
    const { case: drafted, kept: hands } = await redraft.mutateAsync({ params, body: { revision: edited.revision } });
    take(drafted as unknown as CaseSummary);
    void message.success(texts.cases.redrafted(hands));
  };
  const give = base === undefined ? { onOverwrite: overwrite } : { onMerge: merge };
  return { edited, kept, save, redraft, take, change, store, give: { ...give, onDiscard: discard }, draftAnew };
}

function CaseEditor({
  stored,
  material,
}: {
  readonly stored: CaseSummary;
  readonly material: CaseMaterial | undefined;
}) {
  const texts = useTexts();
  const { edited, kept, save, redraft, take, change, store, give, draftAnew } = useCase(stored);
  const speakers = [...new Set(material?.passages.map(({ speaker }) => speaker))].filter(Boolean);
  const once = useOneAtATime();
  const changeSection = (section: CaseSection) =>
    change({ ...edited, sections: edited.sections.map((one) => (one.id === section.id ? section : one)) });
  return (
    <>
      <PageHead title={edited.title} note={texts.caseKinds[edited.kind]} sticky>
        {kept.dirty && <span className="note">{texts.kept.unsaved}</span>}
        <Popconfirm
          title={texts.cases.redraftConfirm}
          onConfirm={() => void draftAnew().catch(() => undefined)}
          disabled={kept.dirty}
        >
          <Button disabled={kept.dirty} loading={redraft.isPending}>
            {texts.cases.redraft}
          </Button>
        </Popconfirm>
        <Button type="primary" loading={save.isPending} onClick={() => once(() => store(edited))}>
          {texts.save}
        </Button>
      </PageHead>
      <EditNotes restored={kept.restored} error={save.error} mergeNote={texts.cases.mergeNote} {...give} />
      <ProblemAlert error={redraft.error} />
      <div className="stack">
        {material?.erasedOn != null && (
          <Alert type="warning" showIcon title={texts.cases.erasedNote(material.erasedOn)} />
        )}
        {material !== undefined && (
          <WorkflowCard stored={edited} material={material} dirty={kept.dirty} onStored={take} />
        )}
        <Card size="small">
          <div className="title-field">
            <label htmlFor="case-title">{texts.cases.title}</label>
            <Input
              id="case-title"
              value={edited.title}
              maxLength={200}
              onChange={(event) => change({ ...edited, title: event.target.value })}
            />
          </div>
          <Checkbox
            checked={edited.named ?? false}
            onChange={(event) => change({ ...edited, named: event.target.checked })}
          >
            {texts.cases.named}
          </Checkbox>
          {edited.kind === "person" && speakers.length > 1 && (
            <Alert type="warning" showIcon title={texts.cases.severalSpeakers(speakers.join("、"))} />
          )}
          {(edited.withheld ?? 0) > 0 && <p className="note">{texts.cases.withheld(edited.withheld ?? 0)}</p>}
          {(edited.endless ?? 0) > 0 && <p className="note">{texts.cases.endless(edited.endless ?? 0)}</p>}
        </Card>
        {edited.sections.map((section) => (
          <SectionEditor key={section.id} section={section} material={material} onChange={changeSection} />
        ))}
        {material !== undefined && (
          <GatheredCard edited={edited} material={material} onChange={(pictures) => change({ ...edited, pictures })} />
        )}
        <TrailCard summary={edited} />
        <Card size="small" title={texts.cases.memo}>
          <MemoBox kind="case" subject={stored.id} />
        </Card>
      </div>
    </>
  );
}

/** One case: its sentences beside their sources, and its way to publication. */
export function CasePage() {
  const { id } = useStudy();
  const { caseId = "" } = useParams();
  const input = { params: { study: id, case: caseId } };
  const query = useRoute(routes.getCase, input, { staleTime: Number.POSITIVE_INFINITY, gcTime: 0 });
  const material = useRoute(routes.getCaseMaterial, input);
  return (
    <QueryView query={query}>
      {(data) => {
        const stored = data.case as unknown as CaseSummary;
        return <CaseEditor key={stored.id} stored={stored} material={material.data} />;
      }}
    </QueryView>
  );
}
