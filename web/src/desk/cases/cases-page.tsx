import { type CaseLine, routes } from "@diaoyan/api/contract";
import { Button, Tag } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { useRoute } from "../api.ts";
import { useTexts } from "../texts.tsx";
import { ListTable } from "../ui/list-table.tsx";
import { PageHead } from "../ui/page-head.tsx";
import { QueryView } from "../ui/query-view.tsx";
import { mayCall, useStudy } from "../use-study.ts";
import { CaseTabs } from "./case-tabs.tsx";
import "./cases.css";
import { DraftDialog } from "./draft-dialog.tsx";

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
      render: (_: unknown, row: CaseLine) => (
        <>
          {edits ? <Link to={`/studies/${id}/cases/${row.id}`}>{row.title}</Link> : row.title}
          {row.erasedOn !== null && <Tag color="orange">{texts.cases.erasedTag}</Tag>}
        </>
      ),
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
      render: (_: unknown, row: CaseLine) =>
        row.withdrawn ? texts.reports.consentWithdrawn : row.publicationConsent ? texts.yes : texts.no,
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
      <CaseTabs at="cases" />
      <QueryView query={list}>
        {({ cases }) => <ListTable columns={columns} dataSource={cases} empty={texts.cases.empty} />}
      </QueryView>
      {drafting && <DraftDialog onClose={() => setDrafting(false)} />}
    </>
  );
}
