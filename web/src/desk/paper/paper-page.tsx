import { type PaperBatchLine, routes } from "@diaoyan/api/contract";
import { Link } from "react-router";
import { useRoute } from "../api.ts";
import { useTexts } from "../texts.tsx";
import { ListTable } from "../ui/list-table.tsx";
import { PageHead } from "../ui/page-head.tsx";
import { QueryView } from "../ui/query-view.tsx";
import { mayCall, useStudy } from "../use-study.ts";
import { AgreementShare } from "./agreement.tsx";
import { OpenBatch } from "./open-batch.tsx";

const liveMilliseconds = 10_000;

/** Batches of paper returns with how far they are. */
export function PaperPage() {
  const { paper: texts, letters } = useTexts();
  const { id, role } = useStudy();
  const list = useRoute(routes.listPaperBatches, { params: { study: id } }, { refetchInterval: liveMilliseconds });
  const columns = [
    {
      title: texts.label,
      render: (_: unknown, row: PaperBatchLine) => <Link to={`/studies/${id}/paper/${row.id}`}>{row.label}</Link>,
    },
    { title: texts.questionnaire, dataIndex: "questionnaire" },
    { title: texts.source, render: (_: unknown, row: PaperBatchLine) => row.source || texts.none },
    { title: texts.unit, render: (_: unknown, row: PaperBatchLine) => row.unit ?? texts.none },
    {
      title: texts.entered,
      render: (_: unknown, row: PaperBatchLine) =>
        row.expected === null ? row.entered : `${row.entered} / ${row.expected}`,
    },
    { title: texts.accepted, dataIndex: "accepted" },
    { title: texts.undecided, dataIndex: "undecided" },
    {
      title: texts.agreement,
      render: (_: unknown, row: PaperBatchLine) => <AgreementShare {...row.agreement} />,
    },
  ];
  return (
    <>
      <PageHead title={texts.title} note={texts.note}>
        {mayCall(role, routes.openPaperBatch) && (
          <>
            <Link to={`/studies/${id}/letters`}>{letters.title}</Link>
            <OpenBatch />
          </>
        )}
      </PageHead>
      <QueryView query={list}>
        {({ batches }) => <ListTable columns={columns} dataSource={batches} empty={texts.empty} />}
      </QueryView>
    </>
  );
}
