import { type CollectorSummary, type QuestionnaireSummary, routes } from "@diaoyan/api/contract";
import { Button, Form, Input, Popconfirm, Select, Tag } from "antd";
import { useAction, useRoute } from "../api.ts";
import { useTexts } from "../texts.tsx";
import { CopyButton } from "../ui/copy-button.tsx";
import { ListTable } from "../ui/list-table.tsx";
import { ProblemAlert } from "../ui/problem-alert.tsx";
import { QueryView } from "../ui/query-view.tsx";
import { mayDo, useStudy } from "../use-study.ts";

const liveMilliseconds = 3_000;
const modes = ["pseudonymous", "anonymous", "identified"] as const;

interface NewCollector {
  readonly label: string;
  readonly mode: (typeof modes)[number];
}

/** Opens a link to the newest published version. */
function OpenCollector({ summary }: { readonly summary: QuestionnaireSummary }) {
  const texts = useTexts();
  const { id } = useStudy();
  const open = useAction(routes.openCollector);
  const version = summary.versions.filter(({ status }) => status === "published").at(-1);
  if (version === undefined) return <p className="note">{texts.questionnaires.publishFirst}</p>;
  const submit = ({ label, mode }: NewCollector) =>
    open.mutate({ params: { study: id }, body: { questionnaire: summary.name, version: version.hash, label, mode } });
  return (
    <Form<NewCollector>
      layout="inline"
      className="inline-form"
      initialValues={{ label: texts.questionnaires.publicLink, mode: "pseudonymous" }}
      onFinish={submit}
    >
      <Form.Item name="label" label={texts.questionnaires.label} rules={[{ required: true, max: 100 }]}>
        <Input />
      </Form.Item>
      <Form.Item name="mode" label={texts.questionnaires.mode}>
        <Select
          options={modes.map((mode) => ({ value: mode, label: texts.modes[mode] }))}
          popupMatchSelectWidth={false}
        />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={open.isPending}>
        {texts.questionnaires.open(version.number)}
      </Button>
      <ProblemAlert error={open.error} />
    </Form>
  );
}

function CloseCollector({ collector }: { readonly collector: CollectorSummary }) {
  const texts = useTexts();
  const { id } = useStudy();
  const close = useAction(routes.closeCollector);
  if (!collector.open) return null;
  return (
    <Popconfirm
      title={texts.questionnaires.closeConfirm}
      onConfirm={() => close.mutate({ params: { study: id, collector: collector.id } })}
    >
      <Button size="small" danger loading={close.isPending}>
        {texts.close}
      </Button>
    </Popconfirm>
  );
}

/** Links of a questionnaire with their counts, read again every few seconds. */
export function Collectors({ summary }: { readonly summary: QuestionnaireSummary }) {
  const texts = useTexts();
  const { id, role } = useStudy();
  const list = useRoute(routes.listCollectors, { params: { study: id } }, { refetchInterval: liveMilliseconds });
  const edits = mayDo(role, "researcher");
  const linkOf = (collector: CollectorSummary) => `${location.origin}/s/${collector.id}`;
  const columns = [
    { title: texts.questionnaires.label, dataIndex: "label" },
    { title: texts.questionnaires.mode, render: (_: unknown, row: CollectorSummary) => texts.modes[row.mode] },
    {
      title: texts.questionnaires.link,
      render: (_: unknown, row: CollectorSummary) => (
        <span className="link-cell">
          <a href={linkOf(row)} target="_blank" rel="noreferrer">
            /s/{row.id}
          </a>
          <CopyButton text={linkOf(row)} />
        </span>
      ),
    },
    {
      title: texts.questionnaires.received,
      render: (_: unknown, row: CollectorSummary) => (
        <strong data-testid={`count-${row.id}`}>
          {row.quota === null ? row.responses : `${row.responses}/${row.quota}`}
        </strong>
      ),
    },
    {
      title: texts.status,
      render: (_: unknown, row: CollectorSummary) => (
        <Tag color={row.open ? "green" : "default"}>
          {row.open ? texts.questionnaires.isOpen : texts.questionnaires.isClosed}
        </Tag>
      ),
    },
    ...(edits
      ? [{ title: "", render: (_: unknown, row: CollectorSummary) => <CloseCollector collector={row} /> }]
      : []),
  ];
  return (
    <>
      {edits && <OpenCollector summary={summary} />}
      <QueryView query={list}>
        {({ collectors }) => (
          <ListTable
            columns={columns}
            dataSource={collectors.filter((collector) => collector.questionnaire === summary.name)}
            empty={texts.questionnaires.noCollectors}
          />
        )}
      </QueryView>
    </>
  );
}
