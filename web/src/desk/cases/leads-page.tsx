import { type CaseLeadLine, routes } from "@diaoyan/api/contract";
import { Tag } from "antd";
import { useNavigate } from "react-router";
import { useRoute } from "../api.ts";
import { useTexts } from "../texts.tsx";
import { ListTable } from "../ui/list-table.tsx";
import { PageHead } from "../ui/page-head.tsx";
import { QueryView } from "../ui/query-view.tsx";
import { useStudy } from "../use-study.ts";
import { CaseTabs } from "./case-tabs.tsx";
import "./cases.css";

const colours = { selected: "green", reserve: "gold", rejected: "default" } as const;

/** Those ranked first, in their order; the others as they came. */
const byRank = (one: CaseLeadLine, other: CaseLeadLine): number =>
  (one.rank ?? Number.MAX_SAFE_INTEGER) - (other.rank ?? Number.MAX_SAFE_INTEGER);

/** Leads of a study with scores, rank and decision; each opens. */
export function LeadsPage() {
  const texts = useTexts();
  const { id } = useStudy();
  const navigate = useNavigate();
  const query = useRoute(routes.listLeads, { params: { study: id } });
  const { leads: words } = texts.cases;
  const columns = [
    { title: texts.cases.title, dataIndex: "title", width: "50%" },
    { title: texts.cases.kind, render: (_: unknown, row: CaseLeadLine) => texts.caseKinds[row.kind] },
    { title: words.source, render: (_: unknown, row: CaseLeadLine) => `${words.sources[row.source]} ${row.day}` },
    { title: words.score, render: (_: unknown, row: CaseLeadLine) => <ScoreText lead={row} /> },
    { title: words.rank, render: (_: unknown, row: CaseLeadLine) => row.rank ?? "—" },
    {
      title: words.decision,
      render: (_: unknown, { decision }: CaseLeadLine) =>
        decision === null ? (
          words.undecided
        ) : (
          <Tag color={colours[decision.outcome]}>{words.outcomes[decision.outcome]}</Tag>
        ),
    },
  ];
  return (
    <>
      <PageHead title={words.tab} note={words.note} />
      <CaseTabs at="leads" />
      <QueryView query={query}>
        {({ leads }) => (
          <ListTable
            columns={columns}
            dataSource={leads.toSorted(byRank)}
            empty={words.empty}
            onOpen={(row) => void navigate(`/studies/${id}/cases/leads/${row.id}`)}
          />
        )}
      </QueryView>
    </>
  );
}

/** The score of a lead, how it came about, and whether it is enough. */
export function ScoreText({ lead: { score, scoredBy, sheets, hidden, sheet } }: { readonly lead: CaseLeadLine }) {
  const { leads: words } = useTexts().cases;
  if (hidden) return words.hidden(sheets);
  if (score === null || scoredBy === null) return words.unscored;
  const threshold = sheet?.threshold ?? null;
  return (
    <>
      {words.scored(score.toFixed(1), sheets, words.by[scoredBy])}{" "}
      {threshold !== null && (
        <Tag color={score >= threshold ? "green" : "default"}>{score >= threshold ? words.passes : words.below}</Tag>
      )}
    </>
  );
}
