import { type LedgerLine, routes } from "@diaoyan/api/contract";
import { sayReason } from "@diaoyan/instruments";
import { Segmented, Table, type TableColumnType } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { useRoute } from "../api.ts";
import { useLanguage } from "../texts.tsx";
import { useStudy } from "../use-study.ts";

type Shown = "all" | "counted" | "leftOut";
type Row = LedgerLine & { readonly key: string };

const rowsAPage = 20;

/** Every line of an obligation with its session and the reason why it does not count. */
export function EvidenceTable({ lines }: { readonly lines: readonly LedgerLine[] }) {
  const { texts, show } = useLanguage();
  const { ledger } = texts;
  const { id } = useStudy();
  const sessions = useRoute(routes.listSessions, { params: { study: id } });
  // an interviewer sees that another's session counts, and opens their own
  const seen = new Set((sessions.data?.sessions ?? []).map((session) => session.id));
  const [shown, setShown] = useState<Shown>("all");
  const rows = lines
    .map((line, index): Row => ({ ...line, key: `${index}` }))
    .filter(({ reason }) => shown === "all" || (shown === "counted") === (reason === null));
  const column = (title: string, render: (row: Row) => React.ReactNode): TableColumnType<Row> => ({
    title,
    key: title,
    render: (_, row) => render(row),
    onCell: () => ({ "data-label": title }) as object,
  });
  const columns = [
    column(ledger.session, ({ session, number, title, day }) => {
      const name = `${number} ${title}（${day}）`;
      return seen.has(session) ? <Link to={`/studies/${id}/sessions/${session}`}>{name}</Link> : name;
    }),
    column(ledger.type, ({ type }) => type),
    column(ledger.unit, ({ unit }) => unit),
    ...(lines.some(({ person }) => person !== null)
      ? [column(ledger.person, ({ person, role }) => (person === null ? "" : `${person}（${role}）`))]
      : []),
    column(ledger.outcome, ({ reason, role }) =>
      reason === null ? (
        <span className="figure-met">{ledger.counted}</span>
      ) : (
        <span className="figure-unmet">{show(sayReason(reason, role))}</span>
      ),
    ),
  ];
  return (
    <div className="stack">
      <Segmented<Shown>
        size="small"
        value={shown}
        onChange={setShown}
        options={(["all", "counted", "leftOut"] as const).map((value) => ({ value, label: ledger[value] }))}
      />
      <Table<Row>
        className="list-table"
        size="small"
        columns={columns}
        dataSource={rows}
        pagination={rows.length > rowsAPage ? { pageSize: rowsAPage, showSizeChanger: false } : false}
        locale={{ emptyText: ledger.noLines }}
      />
    </div>
  );
}
