import { routes } from "@diaoyan/api/contract";
import { newUuid } from "@diaoyan/api/contract/uuid";
import { Checkbox, Form, Input, Modal, Radio, Select } from "antd";
import { useState } from "react";
import { useNavigate } from "react-router";
import { useAction, useRoute } from "../api.ts";
import { useTexts } from "../texts.tsx";
import { ProblemAlert } from "../ui/problem-alert.tsx";
import { useStudy } from "../use-study.ts";

interface NewCase {
  readonly title: string;
  readonly kind: "reform" | "person";
  readonly basis: "interviews" | "documents";
  readonly session?: string;
  readonly wholeUnit?: boolean;
  readonly documents?: readonly string[];
}

interface Props {
  /** What is known of the case before: of the lead it comes from. */
  readonly known?: Partial<Pick<NewCase, "title" | "kind">> & { readonly lead?: string };
  readonly onClose: () => void;
}

/** Asks what a case is to be drafted from, drafts it and opens it. */
export function DraftDialog({ known = {}, onClose }: Props) {
  const texts = useTexts();
  const { id } = useStudy();
  const navigate = useNavigate();
  const [caseId] = useState(() => newUuid(7));
  const sessions = useRoute(routes.listSessions, { params: { study: id } });
  const transcripts = useRoute(routes.listTranscripts, { params: { study: id } });
  const policies = useRoute(routes.listPolicies, { params: { study: id } });
  const draft = useAction(routes.draftCase);
  const [form] = Form.useForm<NewCase>();
  const basis = Form.useWatch("basis", form) ?? "interviews";
  const held = (sessions.data?.sessions ?? []).filter((one) => one.transcripts > 0);
  const submit = async ({ session, wholeUnit, documents, title, kind }: NewCase) => {
    const unit = wholeUnit ? held.find((one) => one.id === session)?.unit : undefined;
    const from =
      basis === "documents"
        ? { basis, transcripts: [...(documents ?? [])] }
        : { basis, ...(session !== undefined && { session }), ...(unit !== undefined && { unit }) };
    const lead = known.lead === undefined ? {} : { lead: known.lead };
    await draft.mutateAsync({ params: { study: id }, body: { id: caseId, title, kind, ...from, ...lead } });
    await navigate(`/studies/${id}/cases/${caseId}`);
  };
  const kinds = (["reform", "person"] as const).map((value) => ({ value, label: texts.caseKinds[value] }));
  const bases = (["interviews", "documents"] as const).map((value) => ({ value, label: texts.cases.bases[value] }));
  const texted = [
    ...(policies.data?.policies ?? []),
    ...(transcripts.data?.transcripts ?? []).filter(({ session }) => session === null),
  ];
  return (
    <Modal
      open
      title={texts.cases.draft}
      okText={texts.cases.draft}
      confirmLoading={draft.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={{ kind: known.kind ?? "reform", title: known.title, basis: "interviews" }}
        onFinish={(values) => void submit(values).catch(() => undefined)}
      >
        <Form.Item name="basis" label={texts.cases.basis}>
          <Radio.Group options={bases} />
        </Form.Item>
        {basis === "interviews" ? (
          <>
            <Form.Item name="session" label={texts.cases.session} rules={[{ required: true }]}>
              <Select
                showSearch
                optionFilterProp="label"
                options={held.map((one) => ({ value: one.id, label: `${one.number} ${one.title}` }))}
                notFoundContent={texts.cases.noTranscripts}
              />
            </Form.Item>
            <Form.Item name="wholeUnit" valuePropName="checked">
              <Checkbox>{texts.cases.wholeUnit}</Checkbox>
            </Form.Item>
          </>
        ) : (
          <Form.Item name="documents" label={texts.cases.documents} rules={[{ required: true }]}>
            <Select
              mode="multiple"
              optionFilterProp="label"
              options={texted.map((one) => ({ value: one.id, label: one.title }))}
              notFoundContent={texts.cases.noDocuments}
            />
          </Form.Item>
        )}
        <Form.Item name="kind" label={texts.cases.kind}>
          <Select options={kinds} />
        </Form.Item>
        <Form.Item name="title" label={texts.cases.title} rules={[{ required: true, max: 200 }]}>
          <Input />
        </Form.Item>
        <ProblemAlert error={draft.error} />
      </Form>
    </Modal>
  );
}
