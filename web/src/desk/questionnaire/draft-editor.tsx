import { type Finding, type QuestionnaireSummary, routes } from "@diaoyan/api/contract";
import type { QuestionnaireDefinition } from "@diaoyan/instruments";
import { Alert, Button, Input } from "antd";
import { useRef, useState } from "react";
import { useAction } from "../api.ts";
import { useTexts } from "../texts.tsx";
import { EditNotes } from "../ui/edit-notes.tsx";
import { FindingList } from "../ui/finding-list.tsx";
import { useKeptDraft } from "../ui/use-kept-draft.ts";
import { mayDo, useStudy } from "../use-study.ts";

/** What the linter found, errors first: where, what, how to mend it. */
function Findings({ findings }: { readonly findings: readonly Finding[] }) {
  const texts = useTexts();
  if (findings.length === 0) return <Alert type="success" showIcon title={texts.questionnaires.noFindings} />;
  const errors = findings.filter(({ severity }) => severity === "error").length;
  return (
    <Alert
      type={errors > 0 ? "error" : "warning"}
      showIcon
      title={texts.questionnaires.findings(errors, findings.length - errors)}
      description={<FindingList findings={findings.map(({ path, ...finding }) => ({ ...finding, place: path }))} />}
    />
  );
}

function parse(text: string): { readonly value: unknown; readonly error: string | null } {
  try {
    return { value: JSON.parse(text), error: null };
  } catch (error) {
    return { value: null, error: error instanceof Error ? error.message : String(error) };
  }
}

/** The draft as JSON: save and see what is wrong with it, publish when nothing is. */
export function DraftEditor(props: {
  readonly summary: QuestionnaireSummary;
  readonly definition: QuestionnaireDefinition;
}) {
  const { summary, definition } = props;
  const texts = useTexts();
  const { id, role } = useStudy();
  const params = { study: id, questionnaire: summary.name };
  const kept = useKeptDraft<string>(`questionnaire ${id} ${summary.name}`);
  const [text, setText] = useState(() => kept.restored?.value ?? JSON.stringify(definition, null, 2));
  const latest = useRef(text);
  const [broken, setBroken] = useState<string | null>(null);
  const [findings, setFindings] = useState<readonly Finding[] | null>(null);
  const save = useAction(routes.saveQuestionnaireDraft);
  const publish = useAction(routes.publishQuestionnaire);
  const edits = mayDo(role, "researcher");
  const saveDraft = async (): Promise<boolean> => {
    const { value, error } = parse(text);
    setBroken(error);
    if (error !== null) return false;
    const saved = await save.mutateAsync({ params, body: value as never });
    if (latest.current === text) kept.forget();
    setFindings(saved.findings);
    return saved.findings.every(({ severity }) => severity !== "error");
  };
  const publishDraft = async () => {
    if (await saveDraft()) await publish.mutateAsync({ params, body: {} });
  };
  const type = (typed: string) => {
    latest.current = typed;
    setText(typed);
    kept.keep(typed, 0);
  };
  const discard = async () => {
    type(JSON.stringify(definition, null, 2));
    kept.forget();
  };
  return (
    <div className="draft-editor">
      {edits && (
        <div className="actions">
          <Button onClick={() => void saveDraft().catch(() => undefined)} loading={save.isPending}>
            {texts.questionnaires.saveAndCheck}
          </Button>
          <Button type="primary" onClick={() => void publishDraft().catch(() => undefined)} loading={publish.isPending}>
            {texts.questionnaires.publish}
          </Button>
          {kept.dirty && <span className="note">{texts.kept.unsaved}</span>}
        </div>
      )}
      {broken !== null && <Alert type="error" showIcon title={texts.questionnaires.notJson} description={broken} />}
      <EditNotes restored={kept.restored} error={save.error ?? publish.error} onDiscard={discard} />
      {publish.data !== undefined && (
        <Alert type="success" showIcon title={texts.questionnaires.published(publish.data.version.number)} />
      )}
      {findings !== null && <Findings findings={findings} />}
      <Input.TextArea
        aria-label={texts.questionnaires.draft}
        className="code-area"
        value={text}
        spellCheck={false}
        readOnly={!edits}
        autoSize={{ minRows: 20, maxRows: 40 }}
        onChange={(event) => type(event.target.value)}
      />
    </div>
  );
}
