import type { CallOutput, Routes } from "@diaoyan/api/contract";
import { useTexts } from "../texts.tsx";

type Plan = Pick<CallOutput<Routes["getPlan"]>, "lines" | "sum">;

/** Plan against actual in figures, and every gap in words. */
export function PlanSummary({ plan }: { readonly plan: Plan }) {
  const texts = useTexts().plan;
  const { outcomes, sessions, actual, planned, unplanned } = plan.sum;
  const figures = [
    { name: texts.figures.sessions, value: sessions },
    { name: texts.figures.held, value: outcomes.held + outcomes.moved },
    { name: texts.figures.open, value: outcomes.ahead + outcomes.postponed },
    { name: texts.figures.overdue, value: outcomes.overdue, look: outcomes.overdue > 0 ? "figure-unmet" : "" },
    { name: texts.figures.cancelled, value: outcomes.cancelled },
    { name: texts.figures.unplanned, value: outcomes.unplanned },
  ];
  const gaps = listGaps(plan, texts.gaps);
  return (
    <section className="plan-summary" aria-label={texts.summaryTitle}>
      <dl className="ledger-figures">
        {figures.map(({ name, value, look = "" }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className={look}>{texts.sessions(value)}</dd>
          </div>
        ))}
      </dl>
      <p>
        {texts.persons(actual, planned)}
        {unplanned > 0 && `${texts.gapJoin}${texts.extra(unplanned)}`}
        {texts.gapEnd}
      </p>
      <p className={gaps.length > 0 ? "figure-unmet" : "figure-met"}>
        {gaps.length > 0 ? `${gaps.join(texts.gapJoin)}${texts.gapEnd}` : texts.noGap}
      </p>
    </section>
  );
}

type GapTexts = ReturnType<typeof useTexts>["plan"]["gaps"];

function listGaps({ lines, sum }: Plan, say: GapTexts): readonly string[] {
  const { overdue, cancelled } = sum.outcomes;
  const noReason = lines.filter(({ outcome, reason }) => outcome === "cancelled" && reason === "").length;
  const waiting = lines.filter(
    ({ outcome }) => outcome === "ahead" || outcome === "postponed" || outcome === "overdue",
  );
  const unassigned = waiting.filter(({ assigned }) => assigned === 0).length;
  const gaps = [
    { count: sum.short, text: say.short(sum.short) },
    { count: overdue, text: say.overdue(overdue) },
    { count: cancelled, text: say.cancelled(cancelled) },
    { count: noReason, text: say.noReason(noReason) },
    { count: unassigned, text: say.unassigned(unassigned) },
  ];
  return gaps.flatMap(({ count, text }) => (count > 0 ? [text] : []));
}
