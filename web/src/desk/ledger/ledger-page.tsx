import { type LedgerEntry, routes } from "@diaoyan/api/contract";
import { Card, Collapse, Empty } from "antd";
import { Link } from "react-router";
import { useRoute } from "../api.ts";
import { PlanSummary } from "../plan/plan-summary.tsx";
import { useLanguage, useTexts } from "../texts.tsx";
import { PageHead } from "../ui/page-head.tsx";
import { QueryView } from "../ui/query-view.tsx";
import { mayCall, useStudy } from "../use-study.ts";
import { EvidenceTable } from "./evidence-table.tsx";
import { ExportButton } from "./export-button.tsx";
import "./ledger.css";

/** Plan against actual: 计划, 已完成, 已安排, 还差. */
function Figures({ entry }: { readonly entry: LedgerEntry }) {
  const texts = useTexts().ledger;
  const { obligation, count, gap, met, planned } = entry;
  const { atLeast, unit } = obligation;
  const amount = (value: number) => texts.amount(value, unit);
  const figures = [
    { name: texts.target, value: atLeast === 0 ? texts.noTarget : amount(atLeast) },
    { name: texts.done, value: amount(count), look: met ? "figure-met" : "figure-unmet" },
    { name: texts.planned, value: planned === 0 ? texts.none : amount(planned) },
    { name: texts.gap, value: gap === 0 ? texts.none : amount(gap), look: gap > 0 ? "figure-unmet" : "" },
  ];
  return (
    <dl className="ledger-figures">
      {figures.map(({ name, value, look = "" }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd className={look}>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** The records of one obligation in every reading, so that the one that counts cannot be mistaken. */
function Readings({ entry }: { readonly entry: LedgerEntry }) {
  const { readings: texts } = useTexts().ledger;
  if (entry.readings === null) return null;
  const { sessions, interviewees, fieldworkers, persons, units } = entry.readings;
  const said = [
    texts.sessions(sessions),
    texts.interviewees(interviewees),
    texts.fieldworkers(fieldworkers),
    texts.persons(persons),
    texts.units(units),
  ];
  return (
    <p className="ledger-readings">
      <span className="note">{texts.label}</span>
      {said.map((one) => (
        <span key={one} className="ledger-reading">
          {one}
        </span>
      ))}
    </p>
  );
}

/** What an obligation rests on that is no session: reports open their page, responses are only counted. */
function IdList({ entry }: { readonly entry: LedgerEntry }) {
  const { id } = useStudy();
  const opens = entry.obligation.measure !== "responses";
  return (
    <ul className="evidence">
      {entry.evidence.slice(0, 100).map((one) => (
        <li key={one}>{opens ? <Link to={`/studies/${id}/reports/${one}`}>{one}</Link> : one}</li>
      ))}
    </ul>
  );
}

function Evidence({ entry }: { readonly entry: LedgerEntry }) {
  const { ledger: texts, overview } = useTexts();
  const { lines, evidence } = entry;
  if (lines.length === 0 && evidence.length === 0) return <p className="note no-evidence">{overview.noEvidence}</p>;
  const counted = lines.filter(({ reason }) => reason === null).length;
  const label = lines.length === 0 ? texts.ids(evidence.length) : texts.evidence(counted, lines.length - counted);
  const children = lines.length === 0 ? <IdList entry={entry} /> : <EvidenceTable lines={lines} />;
  return <Collapse ghost size="small" items={[{ key: "evidence", label, children }]} />;
}

function Entry({ entry }: { readonly entry: LedgerEntry }) {
  const { texts, show } = useLanguage();
  const { obligation, gap, planned } = entry;
  return (
    <Card size="small" className="ledger-entry">
      <h2>{show(obligation.label)}</h2>
      <Figures entry={entry} />
      {gap > 0 && planned > 0 && (
        <p className="note">{texts.ledger.foreseen(Math.max(0, gap - planned), obligation.unit)}</p>
      )}
      <Readings entry={entry} />
      <Evidence entry={entry} />
    </Card>
  );
}

/** What was planned against what was held, for those who steer; its lines stand at the plan. */
function PlanAgainstActual() {
  const texts = useTexts().plan;
  const { id, role } = useStudy();
  const plan = useRoute(routes.getPlan, { params: { study: id } }, { enabled: mayCall(role, routes.savePlanItem) });
  if (plan.data === undefined || plan.data.items.length === 0) return null;
  return (
    <Card size="small" className="ledger-entry">
      <h2>{texts.summaryTitle}</h2>
      <PlanSummary plan={plan.data} />
      <Link to={`/studies/${id}/plan`}>{texts.openPlan}</Link>
    </Card>
  );
}

/** 任务台账: every obligation with plan against actual, and every figure with what it counts and leaves out. */
export function LedgerPage() {
  const texts = useTexts().ledger;
  const { id, role } = useStudy();
  const ledger = useRoute(routes.getLedger, { params: { study: id } });
  return (
    <>
      <PageHead title={texts.title} note={texts.note}>
        {mayCall(role, routes.exportEvidence) && <ExportButton />}
      </PageHead>
      <QueryView query={ledger}>
        {({ entries }) => (
          <div className="stack">
            <p className="note">{texts.rule}</p>
            <PlanAgainstActual />
            {entries.length === 0 && <Empty description={texts.empty} />}
            {entries.map((entry) => (
              <Entry key={entry.obligation.id} entry={entry} />
            ))}
          </div>
        )}
      </QueryView>
    </>
  );
}
