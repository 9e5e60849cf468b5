import { type PolicyLine, routes } from "@diaoyan/api/contract";
import { App, Button, Tag } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { useAction, useRoute } from "../api.ts";
import { useTexts } from "../texts.tsx";
import { ListTable } from "../ui/list-table.tsx";
import { ProblemAlert } from "../ui/problem-alert.tsx";
import { QueryView } from "../ui/query-view.tsx";
import { mayCall, useStudy } from "../use-study.ts";
import { ConfirmPolicy } from "./confirm-policy.tsx";
import { ImportPolicies } from "./import-policies.tsx";

/** The documents, those to be confirmed first; a title opens the text at the coding desk. */
export function PolicyList() {
  const texts = useTexts().policies;
  const { id, role } = useStudy();
  const list = useRoute(routes.listPolicies, { params: { study: id } });
  const [asked, setAsked] = useState<string | null>(null);
  const edits = mayCall(role, routes.importPolicy);
  const open = order(list.data?.policies ?? []).filter(({ confirmed }) => confirmed === null);
  const at = open.findIndex(({ id: one }) => one === asked);
  const others = at < 0 ? [] : [...open.slice(at + 1), ...open.slice(0, at)];
  const columns = [
    {
      title: texts.columns.title,
      render: (_: unknown, row: PolicyLine) => (
        <div>
          {edits ? <Link to={`/studies/${id}/policies/${row.id}`}>{row.title}</Link> : row.title}
          <div className="note">{row.issuer}</div>
        </div>
      ),
    },
    {
      title: texts.columns.number,
      render: (_: unknown, { number }: PolicyLine) => <span className="policy-number">{number || "—"}</span>,
    },
    {
      title: texts.columns.day,
      render: (_: unknown, { day }: PolicyLine) => <span className="nowrap">{day ?? "—"}</span>,
    },
    {
      title: texts.columns.place,
      render: (_: unknown, { level, region }: PolicyLine) => (region === "" ? "—" : `${region}（${level}）`),
    },
    { title: texts.columns.codings, dataIndex: "codings", align: "end" as const },
    {
      title: texts.columns.state,
      render: (_: unknown, row: PolicyLine) => (
        <div className="actions policy-state">
          <Tag color={row.confirmed === null ? "orange" : "green"}>
            {row.confirmed === null ? texts.open : texts.confirmed}
          </Tag>
          {edits && (
            <Button size="small" type={row.confirmed === null ? "primary" : "default"} onClick={() => setAsked(row.id)}>
              {row.confirmed === null ? texts.confirm : texts.edit}
            </Button>
          )}
          {edits && row.codings === 0 && <RemovePolicy policy={row} />}
        </div>
      ),
    },
  ];
  return (
    <div className="stack">
      {edits && <ImportPolicies />}
      <QueryView query={list}>
        {({ policies }) => <ListTable columns={columns} dataSource={order(policies)} empty={texts.empty} />}
      </QueryView>
      {asked !== null && (
        <ConfirmPolicy
          key={asked}
          policy={asked}
          left={others.length}
          onClose={() => setAsked(null)}
          onNext={() => setAsked(others[0]?.id ?? null)}
        />
      )}
    </div>
  );
}

/** Those to be confirmed first, then by region and day. */
function order(policies: readonly PolicyLine[]): readonly PolicyLine[] {
  const open = ({ confirmed }: PolicyLine) => (confirmed === null ? 0 : 1);
  return [...policies].sort(
    (a, b) =>
      open(a) - open(b) ||
      a.region.localeCompare(b.region, "zh-CN") ||
      (a.day ?? "9").localeCompare(b.day ?? "9") ||
      a.title.localeCompare(b.title, "zh-CN"),
  );
}

function RemovePolicy({ policy }: { readonly policy: PolicyLine }) {
  const texts = useTexts().policies;
  const { id } = useStudy();
  const { modal } = App.useApp();
  const remove = useAction(routes.removePolicy);
  const ask = () =>
    modal.confirm({
      title: texts.removeAsk(policy.title),
      okText: texts.remove,
      okButtonProps: { danger: true },
      onOk: () =>
        remove.mutateAsync({ params: { study: id, policy: policy.id } }).then(undefined, (error: unknown) => {
          modal.error({ icon: null, content: <ProblemAlert error={error} /> });
        }),
    });
  return (
    <Button size="small" type="text" danger aria-label={`${texts.remove} ${policy.title}`} onClick={ask}>
      {texts.remove}
    </Button>
  );
}
