import { type QuestionnaireSummary, routes } from "@diaoyan/api/contract";
import type { QuestionnaireDefinition, Variable } from "@diaoyan/instruments";
import { Alert, App, Button, Tabs } from "antd";
import { type KeyboardEvent, useMemo, useState } from "react";
import { useNavigate } from "react-router";
import { useTexts } from "../texts.tsx";
import { EditNotes } from "../ui/edit-notes.tsx";
import { mayCall, useStudy } from "../use-study.ts";
import { CompareView } from "./compare-view.tsx";
import type { JsonObject } from "./edit/json-path.ts";
import { EditorContext, useAuthoringTexts } from "./editor.ts";
import { EditorView } from "./editor-view.tsx";
import { JsonView } from "./json-view.tsx";
import { PublishDialog } from "./publish-dialog.tsx";
import { RemoveButton } from "./remove-button.tsx";
import { TranslationView } from "./translation-view.tsx";
import { checkDraft, useChecked } from "./use-checked.ts";
import { type DraftInWork, useDraft } from "./use-draft.ts";
import "./authoring.css";

interface Props {
  readonly summary: QuestionnaireSummary;
  readonly draft: JsonObject;
  readonly revision: number;
  readonly published: JsonObject | null;
  /** Variables of the newest version, empty before the first. */
  readonly variables: readonly Variable[];
}

/** A questionnaire in work: form, translations, JSON and comparison, all on one draft. */
export function AuthoringPanel({ summary, draft, revision, published, variables }: Props) {
  const { role } = useStudy();
  const texts = useAuthoringTexts();
  const work = useDraft(summary, { draft, revision });
  const previous = published === null ? null : variables;
  const now = work.history.now;
  const checked = useChecked(now.draft, previous);
  const readOnly = !mayCall(role, routes.saveQuestionnaireDraft);
  const editor = {
    draft: now.draft,
    chosen: now.chosen,
    readOnly,
    findings: checked.findings,
    variables: checked.ready?.compiled.variables ?? [],
    apply: work.apply,
    choose: work.choose,
  };
  const names = useMemo(() => new Set(variables.map(({ question }) => question)), [variables]);
  const items = [
    {
      key: "form",
      label: texts.viewForm,
      children: <EditorView checked={checked} published={names} undo={work.undo} />,
    },
    {
      key: "translate",
      label: texts.viewTranslate,
      children: <TranslationView name={summary.name} published={published} />,
    },
    { key: "compare", label: texts.viewCompare, children: <CompareView summary={summary} /> },
    { key: "json", label: "JSON", children: <JsonView /> },
  ];
  const onKey = (event: KeyboardEvent) => {
    if (!(event.ctrlKey || event.metaKey) || event.key !== "s" || readOnly) return;
    event.preventDefault();
    void work.store().catch(() => undefined);
  };
  return (
    <EditorContext value={editor}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: Ctrl+S anywhere inside saves */}
      <div className="authoring" onKeyDown={onKey}>
        {!readOnly && <Toolbar work={work} summary={summary} published={published} previous={previous} />}
        <EditNotes
          restored={work.kept.restored}
          error={work.save.error}
          onDiscard={work.discard}
          onOverwrite={work.overwrite}
        />
        <Tabs items={items} destroyOnHidden size="small" />
      </div>
    </EditorContext>
  );
}

interface ToolbarProps {
  readonly work: DraftInWork;
  readonly summary: QuestionnaireSummary;
  readonly published: JsonObject | null;
  readonly previous: readonly Variable[] | null;
}

function Toolbar({ work, summary, published, previous }: ToolbarProps) {
  const desk = useTexts();
  const texts = useAuthoringTexts();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const { id } = useStudy();
  const [asking, setAsking] = useState(false);
  const { draft } = work.history.now;
  const check = () => checkDraft(draft, previous, null).findings;
  const save = async () => {
    await work.store();
    void message.success(desk.saved);
  };
  const prepare = async () => {
    work.publish.reset();
    await work.store();
    if (check().some(({ severity }) => severity === "error")) void message.error(texts.errorsFirst);
    else setAsking(true);
  };
  const publish = async () => {
    await work.publishStored();
    setAsking(false);
  };
  const quietly = (act: () => Promise<unknown>) => () => void act().catch(() => undefined);
  return (
    <>
      <div className="actions author-toolbar">
        <Button type="primary" loading={work.save.isPending} onClick={quietly(save)}>
          {desk.save}
        </Button>
        <Button onClick={quietly(prepare)}>{desk.questionnaires.publish}</Button>
        <Button disabled={work.history.past.length === 0} onClick={work.undo}>
          {texts.undo}
        </Button>
        <Button disabled={work.history.future.length === 0} onClick={work.redo}>
          {texts.redo}
        </Button>
        {summary.versions.length === 0 && (
          <RemoveButton
            name={summary.name}
            onRemoved={() => {
              work.kept.forget();
              void navigate(`/studies/${id}/questionnaires`);
            }}
          />
        )}
        {work.kept.dirty && <span className="note">{desk.kept.unsaved}</span>}
      </div>
      {work.publish.data !== undefined && (
        <Alert
          type="success"
          showIcon
          closable
          title={desk.questionnaires.published(work.publish.data.version.number)}
        />
      )}
      {asking && (
        <PublishDialog
          number={(summary.versions.at(-1)?.number ?? 0) + 1}
          draft={draft as unknown as QuestionnaireDefinition}
          previous={published as unknown as QuestionnaireDefinition | null}
          findings={check()}
          busy={work.publish.isPending}
          error={work.publish.error}
          onPublish={quietly(publish)}
          onCancel={() => setAsking(false)}
        />
      )}
    </>
  );
}
