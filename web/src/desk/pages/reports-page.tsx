import { routes } from "@diaoyan/api/contract";
import { Card, Empty } from "antd";
import { Link } from "react-router";
import { FirstReport } from "../analysis/first-report.tsx";
import { useRoute } from "../api.ts";
import { reportTitle } from "../report-title.ts";
import { DiffCard } from "../reports/diff-card.tsx";
import { useLanguage } from "../texts.tsx";
import { PageHead } from "../ui/page-head.tsx";
import { QueryView } from "../ui/query-view.tsx";
import { mayCall, useStudy } from "../use-study.ts";

/** Outlines of a study's reports and how often they were built. */
export function ReportsPage() {
  const { texts, show } = useLanguage();
  const { id, about, role } = useStudy();
  const list = useRoute(routes.listReports, { params: { study: id } });
  return (
    <>
      <PageHead title={texts.menu.reports} note={texts.reports.note} />
      {mayCall(role, routes.makeFirstReport) && <FirstReport />}
      <QueryView query={list}>
        {({ reports }) =>
          reports.length === 0 ? (
            <Empty description={texts.reports.empty} />
          ) : (
            <div className="study-list">
              {reports.map(({ outline, title, builds }) => (
                <Card key={outline} size="small" className="study-card">
                  <h2>
                    <Link to={`/studies/${id}/reports/${outline}`}>{reportTitle(about, outline, show) ?? title}</Link>
                  </h2>
                  <p className="note">
                    {outline}.md · {texts.reports.files(builds.length)}
                  </p>
                </Card>
              ))}
            </div>
          )
        }
      </QueryView>
      {mayCall(role, routes.diffReports) && <DiffCard />}
    </>
  );
}
