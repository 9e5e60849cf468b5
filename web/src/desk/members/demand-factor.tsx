import { type Member, routes } from "@diaoyan/api/contract";
import { App, Card, Switch } from "antd";
import { Link } from "react-router";
import { useAction, useRoute } from "../api.ts";
import { useTexts } from "../texts.tsx";
import { ProblemAlert } from "../ui/problem-alert.tsx";
import { useStudy } from "../use-study.ts";

/** Whether the study demands a second factor of its members. */
export function DemandFactor({
  demanded,
  everywhere,
  members,
}: {
  readonly demanded: boolean;
  /** The installation demands it: no study can do without. */
  readonly everywhere: boolean;
  readonly members: readonly Member[];
}) {
  const words = useTexts().account.members;
  const { id } = useStudy();
  const { modal } = App.useApp();
  const me = useRoute(routes.getMe, {});
  const demand = useAction(routes.demandSecondFactor);
  const hasOwn = me.data?.user.secondFactor === true;
  const without = members.filter(({ invited, secondFactor }) => !invited && !secondFactor).length;
  const change = async (next: boolean) => {
    if (next && !(await modal.confirm({ title: words.demandConfirm(without) }))) return;
    demand.mutate({ params: { study: id }, body: { demanded: next } });
  };
  return (
    <Card size="small" title={words.factor}>
      <div className="switch-line">
        <Switch
          aria-label={words.demand}
          checked={demanded}
          disabled={everywhere || (!hasOwn && !demanded)}
          loading={demand.isPending}
          onChange={(next) => void change(next)}
        />
        {words.demand}
      </div>
      <p className="note">
        {everywhere ? words.demandEverywhere : hasOwn || demanded ? words.demandNote : words.setUpFirst}{" "}
        {!hasOwn && <Link to="/account">{words.toAccount}</Link>}
      </p>
      <ProblemAlert error={demand.error} />
    </Card>
  );
}
