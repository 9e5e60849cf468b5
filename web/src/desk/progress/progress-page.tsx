import { type Progress, routes } from "@diaoyan/api/contract";
import { Empty, Select } from "antd";
import { useNavigate, useParams } from "react-router";
import { showClock } from "../../china-time.ts";
import { useRoute } from "../api.ts";
import { findMostAnswered } from "../questionnaire/find-most-answered.ts";
import { useLanguage, useTexts } from "../texts.tsx";
import { PageHead } from "../ui/page-head.tsx";
import { QueryView } from "../ui/query-view.tsx";
import { mayCall, useStudy } from "../use-study.ts";
import { ArrivalsSection } from "./arrivals-section.tsx";
import { ConstructsSection } from "./constructs-section.tsx";
import "./progress.css";
import { QuotaSection } from "./quota-section.tsx";
import { SmallCellForm } from "./small-cell-form.tsx";

const liveMilliseconds = 3_000;
const statuses = ["valid", "received", "late", "excluded", "beyondQuota", "withdrawn"] as const;

function Totals({ totals }: { readonly totals: Progress["totals"] }) {
  const texts = useTexts();
  const shown = statuses.filter((status) => totals[status] !== null || status === "valid");
  return (
    <dl className="totals">
      {shown.map((status) => (
        <div key={status}>
          <dt>{texts.progress.totals[status]}</dt>
          <dd data-testid={`total-${status}`}>{totals[status] === null ? "—" : texts.count(totals[status])}</dd>
        </div>
      ))}
    </dl>
  );
}

/** When the figures were read; a browser that cannot reach the server says so and keeps showing the last ones. */
function LastUpdate({ at, stale }: { readonly at: string; readonly stale: boolean }) {
  const { texts, locale } = useLanguage();
  const time = showClock(at, locale === "en" ? "en-GB" : "zh-CN");
  return stale ? (
    <p className="problem-line" role="status">
      {texts.progress.stale}
    </p>
  ) : (
    <p className="note">{texts.progress.updated(time)}</p>
  );
}

function LiveProgress({ questionnaire }: { readonly questionnaire: string }) {
  const texts = useTexts();
  const { id, role } = useStudy();
  const input = { params: { study: id, questionnaire } };
  const query = useRoute(routes.getProgress, input, { refetchInterval: liveMilliseconds });
  return (
    <QueryView query={query}>
      {(progress) => (
        <div className="stack progress-page">
          <div>
            <Totals totals={progress.totals} />
            <LastUpdate at={progress.at} stale={query.isError} />
            <p className="note">{texts.progress.rules[progress.view](progress.smallCell)}</p>
            {(progress.totals.beyondQuota ?? 0) > 0 && <p className="note">{texts.progress.beyondNote}</p>}
          </div>
          {/* visits, starts and completes are accounted for here */}
          <QuotaSection progress={progress} />
          <ArrivalsSection progress={progress} />
          <ConstructsSection progress={progress} />
          {mayCall(role, routes.saveDisclosure) && <SmallCellForm smallCell={progress.smallCell} />}
        </div>
      )}
    </QueryView>
  );
}

/** How far the collection of a questionnaire has come, live. */
export function ProgressPage() {
  const texts = useTexts();
  const { id } = useStudy();
  const navigate = useNavigate();
  const { questionnaire } = useParams();
  const list = useRoute(routes.listQuestionnaires, { params: { study: id } });
  return (
    <QueryView query={list}>
      {({ questionnaires }) => {
        const open = questionnaire ?? findMostAnswered(questionnaires) ?? questionnaires[0]?.name;
        return (
          <>
            <PageHead title={texts.progress.title}>
              <Select
                aria-label={texts.progress.choose}
                popupMatchSelectWidth={false}
                value={open}
                options={questionnaires.map(({ name, title }) => ({ value: name, label: title }))}
                onChange={(name) => void navigate(`/studies/${id}/progress/${name}`)}
              />
            </PageHead>
            {open === undefined ? (
              <Empty description={texts.progress.noQuestionnaire} />
            ) : (
              <LiveProgress key={open} questionnaire={open} />
            )}
          </>
        );
      }}
    </QueryView>
  );
}
