import type { LintFinding, QuestionnaireDefinition } from "@diaoyan/instruments";
import { Alert, Modal } from "antd";
import { ProblemAlert } from "../ui/problem-alert.tsx";
import { ChangeList } from "./change-list.tsx";
import { useAuthoringTexts } from "./editor.ts";

interface Props {
  readonly number: number;
  readonly draft: QuestionnaireDefinition;
  readonly previous: QuestionnaireDefinition | null;
  readonly findings: readonly LintFinding[];
  readonly busy: boolean;
  readonly error: unknown;
  readonly onPublish: () => void;
  readonly onCancel: () => void;
}

/** Asks before a version goes out for good, and says what it changes. */
export function PublishDialog({ number, draft, previous, findings, busy, error, onPublish, onCancel }: Props) {
  const texts = useAuthoringTexts();
  return (
    <Modal
      open
      width={720}
      title={texts.publishTitle(number)}
      okText={texts.publishNow(number)}
      confirmLoading={busy}
      onOk={onPublish}
      onCancel={onCancel}
    >
      <div className="stack">
        <p>{texts.publishNote}</p>
        {findings.length > 0 && <Alert type="warning" showIcon title={texts.publishWarnings(findings.length)} />}
        <ProblemAlert error={error} />
        {previous === null ? (
          <p className="note">{texts.firstVersion}</p>
        ) : (
          <ChangeList before={previous} after={draft} refusals={[]} />
        )}
      </div>
    </Modal>
  );
}
