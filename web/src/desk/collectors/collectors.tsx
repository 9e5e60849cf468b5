import { type CollectorSummary, type QuestionnaireSummary, routes } from "@diaoyan/api/contract";
import type { SplitPlan } from "@diaoyan/instruments";
import { Button, Popconfirm, Tag } from "antd";
import { Link } from "react-router";
import { useAction, useRoute } from "../api.ts";
import { ConsentLine } from "../exchange/stated-consent.tsx";
import { useTexts } from "../texts.tsx";
import { CopyButton } from "../ui/copy-button.tsx";
import { ListTable } from "../ui/list-table.tsx";
import { QueryView } from "../ui/query-view.tsx";
import { mayCall, useStudy } from "../use-study.ts";
import { OpenCollector } from "./open-collector.tsx";
import { QuotaCell } from "./quota-cell.tsx";
import { respondentLink } from "./respondent-link.ts";

const liveMilliseconds = 3_000;

function CloseCollector({ collector }: { readonly collector: CollectorSummary }) {
  const texts = useTexts();
  const { id } = useStudy();
  const close = useAction(routes.closeCollector);
  const state = stateOf(collector);
  // nobody enters a paper batch from outside, so there is no entrance to close
  if (state === "isClosed" || collector.paperBatch !== null) return null;
  return (
    <Popconfirm
      title={state === "isEarly" ? texts.collectors.closeEarlyConfirm : texts.collectors.closeConfirm}
      onConfirm={() => close.mutate({ params: { study: id, collector: collector.id } })}
    >
      <Button size="small" danger loading={close.isPending}>
        {texts.close}
      </Button>
    </Popconfirm>
  );
}

/** Where responses get in: the open link with its poster, the list of those invited, or the batch of paper returns. */
function Entrance({ collector }: { readonly collector: CollectorSummary }) {
  const all = useTexts();
  const texts = all.collectors;
  const { id, role } = useStudy();
  const page = `/studies/${id}/collectors/${collector.id}`;
  if (collector.paperBatch !== null) {
    return <Link to={`/studies/${id}/paper/${collector.paperBatch}`}>{texts.paperBatch}</Link>;
  }
  if (collector.imported !== null) {
    return (
      <span className="import-source">
        {all.exchange.source(collector.imported.file)}
        <br />
        <ConsentLine consent={collector.imported.consent} />
      </span>
    );
  }
  if (collector.invitedOnly) {
    return mayCall(role, routes.listInvitations) ? (
      <Link to={`${page}/invitations`}>{texts.invitations}</Link>
    ) : (
      texts.invitedOnly
    );
  }
  const link = respondentLink(collector.id);
  return (
    <span className="link-cell">
      <a href={link} target="_blank" rel="noreferrer">
        /s/{collector.id}
      </a>
      <CopyButton text={link} />
      <Link to={`${page}/poster`}>{texts.poster}</Link>
    </span>
  );
}

/** What the link is called, and whether it asks each respondent a part of the questions. */
function Label({ collector }: { readonly collector: CollectorSummary }) {
  const texts = useTexts().collectors;
  return (
    <>
      {collector.label} {collector.split && <Tag>{texts.isSplit}</Tag>}
    </>
  );
}

/** Closed to responses is also what has not begun and what is full: both are said apart, and can still be closed. */
function stateOf(collector: CollectorSummary): "isOpen" | "isEarly" | "isFull" | "isClosed" {
  const { open, opensAt, closesAt, quota, accepted } = collector;
  if (open) return "isOpen";
  if (closesAt !== null && Date.parse(closesAt) <= Date.now()) return "isClosed";
  if (opensAt !== null && Date.parse(opensAt) > Date.now()) return "isEarly";
  return quota !== null && accepted >= quota ? "isFull" : "isClosed";
}

function Window({ collector: { opensAt, closesAt } }: { readonly collector: CollectorSummary }) {
  const { collectors, moment } = useTexts();
  const from = opensAt === null ? "" : collectors.from(moment(opensAt));
  const until = closesAt === null ? "" : collectors.until(moment(closesAt));
  return [from, until].filter((part) => part !== "").join(collectors.windowComma) || collectors.always;
}

/** Links of a questionnaire with their counts, read again every few seconds. */
export function Collectors({
  summary,
  split,
}: {
  readonly summary: QuestionnaireSummary;
  /** Modules of the newest version, where it has some. */
  readonly split: SplitPlan | undefined;
}) {
  const texts = useTexts();
  const { id, role } = useStudy();
  const list = useRoute(routes.listCollectors, { params: { study: id } }, { refetchInterval: liveMilliseconds });
  const edits = mayCall(role, routes.openCollector);
  const columns = [
    { title: texts.collectors.label, render: (_: unknown, row: CollectorSummary) => <Label collector={row} /> },
    { title: texts.collectors.mode, render: (_: unknown, row: CollectorSummary) => texts.modes[row.mode] },
    { title: texts.collectors.link, render: (_: unknown, row: CollectorSummary) => <Entrance collector={row} /> },
    { title: texts.collectors.window, render: (_: unknown, row: CollectorSummary) => <Window collector={row} /> },
    { title: texts.collectors.unit, render: (_: unknown, row: CollectorSummary) => row.unit ?? "—" },
    {
      title: texts.collectors.received,
      render: (_: unknown, row: CollectorSummary) => <QuotaCell collector={row} edits={edits} />,
    },
    {
      title: texts.status,
      render: (_: unknown, row: CollectorSummary) => (
        <Tag color={row.open ? "green" : "default"}>{texts.collectors[stateOf(row)]}</Tag>
      ),
    },
    ...(edits
      ? [{ title: "", render: (_: unknown, row: CollectorSummary) => <CloseCollector collector={row} /> }]
      : []),
  ];
  return (
    <>
      {edits && <OpenCollector summary={summary} split={split} />}
      <QueryView query={list}>
        {({ collectors }) => (
          <ListTable
            columns={columns}
            dataSource={collectors.filter((collector) => collector.questionnaire === summary.name)}
            empty={texts.collectors.empty}
          />
        )}
      </QueryView>
    </>
  );
}
