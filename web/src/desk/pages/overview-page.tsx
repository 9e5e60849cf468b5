import { type ObligationLine, routes, type SessionSummary } from "@diaoyan/api/contract";
import { Card, Collapse, Progress } from "antd";
import { Link } from "react-router";
import { useRoute } from "../api.ts";
import { DueReminder } from "../recordings/due-reminder.tsx";
import { useLanguage, useTexts } from "../texts.tsx";
import { PageHead } from "../ui/page-head.tsx";
import { mayCall, useStudy } from "../use-study.ts";
import { FactsCard, OpenFacts } from "./facts-card.tsx";

/** What the evidence of an obligation is: sessions open their page, reports theirs; responses are only counted. */
function Evidence({ line }: { readonly line: ObligationLine }) {
  const { id, role } = useStudy();
  const texts = useTexts();
  const sessions = useRoute(routes.listSessions, { params: { study: id } });
  const byId = new Map((sessions.data?.sessions ?? []).map((session) => [session.id, session]));
  const opens = (session: SessionSummary | undefined) => session !== undefined && mayCall(role, routes.getSession);
  const others = line.evidence.filter((evidence) => sessions.isSuccess && !byId.has(evidence)).length;
  const isReport = line.obligation.measure === "report" || line.obligation.measure === "caseCollection";
  return (
    <ul className="evidence">
      {line.evidence.slice(0, 100).map((evidence) => {
        const session = byId.get(evidence);
        if (role === "interviewer" && !isReport && session === undefined) return null;
        const path = isReport ? `/studies/${id}/reports/${evidence}` : `/studies/${id}/sessions/${evidence}`;
        const text = session === undefined ? evidence : `${session.number} ${session.title}（${session.day}）`;
        return <li key={evidence}>{isReport || opens(session) ? <Link to={path}>{text}</Link> : text}</li>;
      })}
      {role === "interviewer" && !isReport && others > 0 && <li>{texts.fieldDesk.notYours(others)}</li>}
    </ul>
  );
}

function Obligation({ line }: { readonly line: ObligationLine }) {
  const { texts, show } = useLanguage();
  const { obligation, count, met, gap } = line;
  const percent = Math.min(100, Math.round((count / obligation.atLeast) * 100));
  const shown = <Evidence line={line} />;
  return (
    <Card size="small" className="obligation">
      <h3>{show(obligation.label)}</h3>
      {obligation.atLeast > 0 ? (
        <>
          <p className={met ? "met" : "unmet"}>
            {texts.overview.progress(count, obligation.atLeast, obligation.unit)}
            <strong>{met ? texts.overview.met : texts.overview.gap(gap, obligation.unit)}</strong>
          </p>
          <Progress
            percent={percent}
            showInfo={false}
            status={met ? "success" : "normal"}
            aria-label={show(obligation.label)}
          />
        </>
      ) : (
        <p className="met">{texts.overview.forComparison(count, obligation.unit)}</p>
      )}
      {line.evidence.length === 0 ? (
        <p className="note no-evidence">{texts.overview.noEvidence}</p>
      ) : (
        <Collapse
          ghost
          size="small"
          items={[{ key: "evidence", label: texts.overview.evidence(line.evidence.length), children: shown }]}
        />
      )}
    </Card>
  );
}

const pageOf = {
  responses: "progress",
  sessions: "sessions",
  transcripts: "transcripts",
  codings: "codebook",
  cases: "cases",
  questionnaires: "questionnaires",
} as const;

/** A study at a glance: which obligations are met, which are not and by how much, and on what that rests. */
export function OverviewPage() {
  const { texts } = useLanguage();
  const { about, overview, role } = useStudy();
  const { counts, obligations } = overview;
  const kinds = ["responses", "sessions", "transcripts", "codings", "cases", "questionnaires"] as const;
  const note = texts.overview.note(about.commissioner, about.period.from, about.period.to);
  return (
    <>
      <PageHead title={texts.overview.title} note={note} />
      <DueReminder />
      <OpenFacts />
      <div className="counts">
        {kinds.map((kind) => (
          <Link key={kind} to={pageOf[kind]} className="count">
            <span className="note">{texts.counts[kind]}</span>
            <strong>{texts.count(counts[kind])}</strong>
          </Link>
        ))}
      </div>
      <h2>{texts.overview.obligations}</h2>
      {mayCall(role, routes.getLedger) && <Link to="ledger">{texts.ledger.open}</Link>}
      <div className="obligations">
        {obligations.map((line) => (
          <Obligation key={line.obligation.id} line={line} />
        ))}
      </div>
      <FactsCard />
    </>
  );
}
