import type { CaseConsent, CaseStatus, CaseSummary } from "@diaoyan/analysis";
import { type CaseMaterial, routes } from "@diaoyan/api/contract";
import { Alert, Card, Form, Input, Steps } from "antd";
import { useAction } from "../api.ts";
import { useTexts } from "../texts.tsx";
import { FindingList } from "../ui/finding-list.tsx";
import { FormDialog } from "../ui/form-dialog.tsx";
import { mayCall, useStudy } from "../use-study.ts";
import { ConsentLines } from "./consent-lines.tsx";

interface Props {
  readonly stored: CaseSummary;
  readonly material: CaseMaterial;
  /** What stands on the page is not saved: nobody confirms what is not stored. */
  readonly dirty: boolean;
  readonly onStored: (summary: CaseSummary) => void;
}

/** How far a case has come, what its next step needs, and the consents to publication. */
export function WorkflowCard({ stored, material, dirty, onStored }: Props) {
  const texts = useTexts();
  const { role } = useStudy();
  const at = material.steps.indexOf(stored.status);
  const next = material.steps[at + 1];
  const missing = next === "final" ? material.consentsMissing : [];
  const isEmpty = stored.sections.every(({ sentences }) => sentences.length === 0);
  const blocked = isEmpty || material.figureFaults.length > 0;
  const leadOnly = (next === "final" || next === "secrecyChecked") && !mayCall(role, routes.releaseCase);
  const nameSteps = (steps: readonly string[]) => steps.map((step) => texts.caseStatus[step as CaseStatus]).join("、");
  const nameConsents = missing.map((kind) => texts.cases.consentKinds[kind]).join("、");
  return (
    <Card size="small" title={texts.cases.workflow}>
      <Steps
        size="small"
        current={at}
        items={material.steps.map((step) => ({ title: texts.caseStatus[step] }))}
        responsive
      />
      <p className="note">{texts.cases.stepNote}</p>
      {material.stale.length > 0 && (
        <Alert type="warning" showIcon title={texts.cases.stale(nameSteps(material.stale))} />
      )}
      {material.figureFaults.length > 0 && (
        <Alert
          type="error"
          showIcon
          title={texts.cases.figureFaults}
          description={<FindingList findings={material.figureFaults} sayPlace={(place) => place} />}
        />
      )}
      {material.figuresChanged.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title={texts.cases.figuresChanged}
          description={<p>{material.figuresChanged.join(" ")}</p>}
        />
      )}
      {isEmpty && <Alert type="info" showIcon title={texts.cases.nothingWritten} />}
      <div className="case-acts">
        {dirty && <span className="note">{texts.cases.saveFirst}</span>}
        {!dirty && leadOnly && <span className="note">{texts.cases.leadOnly}</span>}
        {!dirty && missing.length > 0 && <span className="note">{`${texts.cases.consentNone}：${nameConsents}`}</span>}
        {!dirty && !leadOnly && missing.length === 0 && !blocked && next !== undefined && next !== "draft" && (
          <ConfirmDialog key={next} step={next} stored={stored} material={material} onStored={onStored} />
        )}
        {!dirty && (stored.confirmations ?? []).length > 0 && <ReopenDialog stored={stored} onStored={onStored} />}
      </div>
      <h3 className="case-heading">{texts.cases.consents}</h3>
      {stored.basis === "documents" && <p className="note">{texts.cases.documentsNeedNone}</p>}
      <ConsentLines stored={stored} needed={material.consentsNeeded as CaseConsent["kind"][]} onStored={onStored} />
    </Card>
  );
}

interface ConfirmProps extends Pick<Props, "stored" | "material" | "onStored"> {
  readonly step: Exclude<CaseStatus, "draft">;
}

function ConfirmDialog({ step, stored, material, onStored }: ConfirmProps) {
  const texts = useTexts();
  const { id: study } = useStudy();
  const confirm = useAction(routes.confirmCase);
  const release = useAction(routes.releaseCase);
  const send = async ({ form }: { readonly form: string }, onDone: () => void) => {
    const { revision, id } = stored;
    const body = { form, textHash: material.textHash, revision };
    const params = { study, case: id };
    const answer =
      step === "secrecyChecked" || step === "final"
        ? await release.mutateAsync({ params, body: { ...body, step } })
        : await confirm.mutateAsync({ params, body: { ...body, step } });
    onDone();
    onStored(answer.case as unknown as CaseSummary);
  };
  return (
    <FormDialog<{ form: string }>
      title={texts.cases.steps[step]}
      okText={texts.cases.steps[step]}
      initialValues={{}}
      busy={confirm.isPending || release.isPending}
      error={confirm.error ?? release.error}
      onSend={(values, onDone) => void send(values, onDone).catch(() => undefined)}
    >
      <Form.Item
        name="form"
        label={texts.cases.form}
        rules={[{ required: true, whitespace: true, message: texts.cases.formRule }]}
      >
        <Input maxLength={200} />
      </Form.Item>
    </FormDialog>
  );
}

function ReopenDialog({ stored, onStored }: Pick<Props, "stored" | "onStored">) {
  const texts = useTexts();
  const { id: study } = useStudy();
  const reopen = useAction(routes.reopenCase);
  const send = async ({ reason }: { readonly reason: string }, onDone: () => void) => {
    const body = { reason, revision: stored.revision };
    const answer = await reopen.mutateAsync({ params: { study, case: stored.id }, body });
    onDone();
    onStored(answer.case as unknown as CaseSummary);
  };
  return (
    <FormDialog<{ reason: string }>
      title={texts.cases.reopen}
      okText={texts.cases.reopen}
      initialValues={{}}
      busy={reopen.isPending}
      error={reopen.error}
      onSend={(values, onDone) => void send(values, onDone).catch(() => undefined)}
    >
      <Form.Item name="reason" label={texts.cases.reason} rules={[{ required: true, whitespace: true }]}>
        <Input.TextArea maxLength={500} autoSize={{ minRows: 2 }} />
      </Form.Item>
    </FormDialog>
  );
}
