import { type CaseLine, routes } from "@diaoyan/api/contract";
import { newUuid } from "@diaoyan/api/contract/uuid";
import { Button, Form, Input, Modal, Select, Tag } from "antd";
import { useState } from "react";
import { Link, useNavigate } from "react-router";
import { useAction, useRoute } from "../api.ts";
import { useTexts } from "../texts.tsx";
import { ListTable } from "../ui/list-table.tsx";
import { PageHead } from "../ui/page-head.tsx";
import { ProblemAlert } from "../ui/problem-alert.tsx";
import { QueryView } from "../ui/query-view.tsx";
import { mayCall, useStudy } from "../use-study.ts";

interface NewCase {
  readonly title: string;
  readonly kind: "reform" | "person";
  readonly session: string;
}

function DraftDialog({ onClose }: { readonly onClose: () => void }) {
  const texts = useTexts();
  const { id } = useStudy();
  const navigate = useNavigate();
  const [caseId] = useState(() => newUuid(7));
  const sessions = useRoute(routes.listSessions, { params: { study: id } });
  const draft = useAction(routes.draftCase);
  const [form] = Form.useForm<NewCase>();
  const submit = async (values: NewCase) => {
    await draft.mutateAsync({ params: { study: id }, body: { id: caseId, ...values } });
    await navigate(`/studies/${id}/cases/${caseId}`);
  };
  const withTranscripts = (sessions.data?.sessions ?? []).filter(({ transcripts }) => transcripts > 0);
  const options = withTranscripts.map((one) => ({ value: one.id, label: `${one.number} ${one.title}` }));
  const kinds = (["reform", "person"] as const).map((value) => ({ value, label: texts.caseKinds[value] }));
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
        initialValues={{ kind: "reform" }}
        onFinish={(values) => void submit(values).catch(() => undefined)}
      >
        <Form.Item name="session" label={texts.cases.session} rules={[{ required: true }]}>
          <Select showSearch optionFilterProp="label" options={options} notFoundContent={texts.cases.noTranscripts} />
        </Form.Item>
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

/** Cases of a study with where they stand in the workflow. */
export function CasesPage() {
  const texts = useTexts();
  const { id, role } = useStudy();
  const [drafting, setDrafting] = useState(false);
  const list = useRoute(routes.listCases, { params: { study: id } });
  const edits = mayCall(role, routes.draftCase);
  const columns = [
    {
      title: texts.cases.title,
      render: (_: unknown, row: CaseLine) =>
        edits ? <Link to={`/studies/${id}/cases/${row.id}`}>{row.title}</Link> : row.title,
    },
    { title: texts.cases.kind, render: (_: unknown, row: CaseLine) => texts.caseKinds[row.kind] },
    {
      title: texts.status,
      render: (_: unknown, row: CaseLine) => (
        <Tag color={row.status === "final" ? "green" : "blue"}>{texts.caseStatus[row.status]}</Tag>
      ),
    },
    {
      title: texts.cases.publication,
      render: (_: unknown, row: CaseLine) => (row.publicationConsent ? texts.yes : texts.no),
    },
  ];
  return (
    <>
      <PageHead title={texts.menu.cases} note={texts.cases.note}>
        {edits && (
          <Button type="primary" onClick={() => setDrafting(true)}>
            {texts.cases.draft}
          </Button>
        )}
      </PageHead>
      <QueryView query={list}>
        {({ cases }) => <ListTable columns={columns} dataSource={cases} empty={texts.cases.empty} />}
      </QueryView>
      {drafting && <DraftDialog onClose={() => setDrafting(false)} />}
    </>
  );
}
