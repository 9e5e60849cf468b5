import type { CallOutput, routes } from "@diaoyan/api/contract";
import { reportTitle } from "../report-title.ts";
import { useLanguage } from "../texts.tsx";
import { useStudy } from "../use-study.ts";
import "./report-diff.css";

export type ReportDiff = CallOutput<typeof routes.diffReports>["reports"][number];
type Facts = ReportDiff["changes"][number]["was"];

/** The numbers of one report that differ: what was asked, both answers, and what changed beneath them. */
export function ReportDiffView({ report: { outline, changes } }: { readonly report: ReportDiff }) {
  const { texts, show } = useLanguage();
  const words = texts.reportDiff;
  const { about } = useStudy();
  const say = (facts: Facts): string =>
    facts === null
      ? words.absent
      : `${facts.value}${facts.n === null || facts.value.includes(`n=${facts.n}`) ? "" : `（n=${facts.n}）`}`;
  return (
    <section className="report-diff-one">
      <h3>{reportTitle(about, outline, show) ?? outline}</h3>
      <p className="note">{changes.length === 0 ? words.same : words.differ(changes.length)}</p>
      {changes.map(({ place, query, was, now, why }) => (
        <dl key={`${place} ${query} ${say(was)} ${say(now)}`}>
          <dt>{words.place}</dt>
          <dd>{place}</dd>
          <dt>{words.evidence}</dt>
          <dd>{query}</dd>
          <dt>{words.was}</dt>
          <dd>
            <del>{say(was)}</del>
          </dd>
          <dt>{words.is}</dt>
          <dd>
            <ins>{say(now)}</ins>
          </dd>
          <dt>{words.why}</dt>
          <dd>{why.join("；")}</dd>
        </dl>
      ))}
    </section>
  );
}
