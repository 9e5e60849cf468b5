import { type CallOutput, type PlanLineRow, type Routes, routes } from "@diaoyan/api/contract";
import { newUuid } from "@diaoyan/api/contract/uuid";
import type { PlanItem } from "@diaoyan/instruments";
import { Button, Popconfirm, Tag } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { useAction, useRoute } from "../api.ts";
import { useTexts } from "../texts.tsx";
import { ListTable } from "../ui/list-table.tsx";
import { PageHead } from "../ui/page-head.tsx";
import { ProblemAlert } from "../ui/problem-alert.tsx";
import { QueryView } from "../ui/query-view.tsx";
import { mayCall, useStudy } from "../use-study.ts";
import { PlanForm } from "./plan-form.tsx";
import { PlanSummary } from "./plan-summary.tsx";
import "./plan.css";
import { blankItem } from "./plan-draft.ts";

type Plan = CallOutput<Routes["getPlan"]>;

const colours = {
  held: "green",
  moved: "gold",
  postponed: "blue",
  ahead: "blue",
  overdue: "red",
  cancelled: "default",
  unplanned: "purple",
} as const;

/** 调研计划: what is planned, by whom, and what became of it. */
export function PlanPage() {
  const { plan: texts, fieldDesk } = useTexts();
  const { id, role } = useStudy();
  const plan = useRoute(routes.getPlan, { params: { study: id } });
  const [edited, setEdited] = useState<PlanItem | null>(null);
  const steers = mayCall(role, routes.savePlanItem);
  const today = plan.data?.today;
  return (
    <>
      <PageHead title={texts.title} note={steers ? texts.note : texts.mine}>
        <Button href="/field">{fieldDesk.openField}</Button>
        {steers && today !== undefined && (
          <Button type="primary" onClick={() => setEdited(blankItem(newUuid(7), today))}>
            {texts.add}
          </Button>
        )}
      </PageHead>
      <QueryView query={plan}>
        {(answer) => (
          <div className="stack">
            {steers && <PlanSummary plan={answer} />}
            <PlanTable plan={answer} onEdit={steers ? setEdited : null} />
            {edited !== null && (
              <PlanForm
                key={`${edited.id} ${edited.revision}`}
                item={edited}
                plan={answer}
                onClose={() => setEdited(null)}
              />
            )}
          </div>
        )}
      </QueryView>
    </>
  );
}

function PlanTable({ plan, onEdit }: { readonly plan: Plan; readonly onEdit: ((item: PlanItem) => void) | null }) {
  const all = useTexts();
  const texts = all.plan;
  const { id } = useStudy();
  const items = new Map((plan.items as unknown as readonly PlanItem[]).map((item) => [item.id as string, item]));
  const units = new Map(plan.units.map(({ code, name }) => [code, name]));
  const team = new Map(plan.team.map(({ user, name }) => [user, name]));
  const itemOf = ({ item }: PlanLineRow) => (item === null ? undefined : items.get(item));
  const columns = [
    {
      title: texts.columns.item,
      render: (_: unknown, { number, title }: PlanLineRow) => (
        <>
          {title}
          {number !== "" && <span className="note plan-number">{number}</span>}
        </>
      ),
    },
    { title: texts.columns.type, className: "plan-whole", dataIndex: "type" },
    { title: texts.columns.unit, render: (_: unknown, { unit }: PlanLineRow) => units.get(unit ?? "") ?? unit ?? "" },
    { title: texts.columns.window, render: (_: unknown, row: PlanLineRow) => <Windows line={row} /> },
    { title: texts.columns.day, className: "plan-whole", render: (_: unknown, { day }: PlanLineRow) => day ?? "" },
    {
      title: texts.columns.persons,
      align: "end" as const,
      render: (_: unknown, { actual, planned, item }: PlanLineRow) =>
        item === null ? `${actual}` : `${actual} / ${planned}`,
    },
    {
      title: texts.columns.assigned,
      render: (_: unknown, row: PlanLineRow) => {
        const item = itemOf(row);
        if (item === undefined) return "";
        return item.assignees.map((user) => team.get(user) ?? all.audit.formerMember).join("、") || texts.nobody;
      },
    },
    {
      title: texts.columns.outcome,
      render: (_: unknown, { outcome, reason }: PlanLineRow) => (
        <div>
          <Tag color={colours[outcome]}>{texts.outcomes[outcome]}</Tag>
          {reason !== "" && <span className="note plan-reason">{reason}</span>}
        </div>
      ),
    },
    {
      title: "",
      render: (_: unknown, row: PlanLineRow) => {
        const item = itemOf(row);
        return (
          <span className="link-cell">
            {onEdit !== null && item !== undefined && (
              <Button size="small" onClick={() => onEdit(item)}>
                {texts.edit}
              </Button>
            )}
            {onEdit !== null && item !== undefined && row.session === null && <RemoveButton item={item} />}
            {row.session !== null && <Link to={`/studies/${id}/sessions/${row.session}`}>{texts.session}</Link>}
          </span>
        );
      },
    },
  ];
  const shown = onEdit === null ? columns.filter(({ title }) => title !== texts.columns.assigned) : columns;
  return (
    <ListTable
      rowKey={({ item, session }) => item ?? session ?? ""}
      columns={shown}
      dataSource={openFirst(plan.lines)}
      empty={onEdit === null ? texts.emptyMine : texts.empty}
    />
  );
}

function RemoveButton({ item }: { readonly item: PlanItem }) {
  const { plan: texts } = useTexts();
  const { id } = useStudy();
  const remove = useAction(routes.removePlanItem);
  const run = () => remove.mutate({ params: { study: id, item: item.id }, query: { revision: item.revision } });
  return (
    <>
      <Popconfirm title={<span className="confirm-text">{texts.removeConfirm}</span>} onConfirm={run}>
        <Button size="small" danger loading={remove.isPending}>
          {texts.remove}
        </Button>
      </Popconfirm>
      <ProblemAlert error={remove.error} />
    </>
  );
}

const openOutcomes: readonly string[] = ["overdue", "postponed", "ahead"];

/** What is still to be done comes first, each part in order of day. */
function openFirst(lines: readonly PlanLineRow[]): readonly PlanLineRow[] {
  const isOpen = ({ outcome }: PlanLineRow) => openOutcomes.includes(outcome);
  return [...lines.filter(isOpen), ...lines.filter((line) => !isOpen(line))];
}

/** Words that are not broken within: a day is no place for a line to end. */
function Unbroken({ text }: { readonly text: string }) {
  return text.split(" ").map((word, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: words have no other name, and never move
    <span key={at}>
      {at > 0 && " "}
      <span className="plan-whole">{word}</span>
    </span>
  ));
}

function Windows({ line }: { readonly line: PlanLineRow }) {
  const texts = useTexts().plan;
  const { first, window } = line;
  if (window === null) return null;
  const moved = first !== null && (first.from !== window.from || first.to !== window.to);
  return (
    <div>
      <Unbroken text={texts.window(window.from, window.to)} />
      {moved && (
        <span className="note plan-reason">
          <Unbroken text={texts.was(texts.window(first.from, first.to))} />
        </span>
      )}
    </div>
  );
}
