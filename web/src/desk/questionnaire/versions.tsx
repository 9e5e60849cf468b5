import { type QuestionnaireSummary, routes, type VersionSummary } from "@diaoyan/api/contract";
import { Button, Popconfirm, Tag } from "antd";
import { useAction } from "../api.ts";
import { useTexts } from "../texts.tsx";
import { ListTable } from "../ui/list-table.tsx";
import { ProblemAlert } from "../ui/problem-alert.tsx";
import { mayCall, useStudy } from "../use-study.ts";

/** Published versions: immutable, with their hash; closing one ends all its links. */
export function Versions({ summary }: { readonly summary: QuestionnaireSummary }) {
  const texts = useTexts();
  const { id, role } = useStudy();
  const close = useAction(routes.closeVersion);
  const closeOne = (version: string) => close.mutate({ params: { study: id, questionnaire: summary.name, version } });
  const columns = [
    {
      title: texts.questionnaires.version,
      render: (_: unknown, row: VersionSummary) => texts.versionNumber(row.number),
    },
    {
      title: texts.questionnaires.hash,
      render: (_: unknown, row: VersionSummary) => <code>{row.hash.slice(0, 12)}</code>,
    },
    {
      title: texts.questionnaires.publishedAt,
      render: (_: unknown, row: VersionSummary) => texts.moment(row.publishedAt),
    },
    { title: texts.collectors.received, dataIndex: "responses" },
    {
      title: texts.status,
      render: (_: unknown, row: VersionSummary) => (
        <Tag color={row.status === "published" ? "green" : "default"}>{texts.versionStatus[row.status]}</Tag>
      ),
    },
    {
      title: "",
      render: (_: unknown, row: VersionSummary) =>
        row.status === "published" &&
        mayCall(role, routes.closeVersion) && (
          <Popconfirm title={texts.questionnaires.closeVersionConfirm} onConfirm={() => closeOne(row.hash)}>
            <Button size="small" danger>
              {texts.close}
            </Button>
          </Popconfirm>
        ),
    },
  ];
  return (
    <>
      <ProblemAlert error={close.error} />
      {summary.versions.some(({ status }) => status === "published") && (
        <p>
          <Button href={`/api/studies/${id}/questionnaires/${summary.name}/paper`} download>
            {texts.questionnaires.paper}
          </Button>
        </p>
      )}
      <ListTable
        rowKey="hash"
        columns={columns}
        dataSource={[...summary.versions].reverse()}
        empty={texts.questionnaires.never}
      />
    </>
  );
}
