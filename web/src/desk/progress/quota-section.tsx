import { type Progress, routes } from "@diaoyan/api/contract";
import { Button, Card, Empty } from "antd";
import { Link } from "react-router";
import { ThreeLineTable } from "../analysis/three-line-table.tsx";
import { useLanguage, useTexts } from "../texts.tsx";
import { mayCall, useStudy } from "../use-study.ts";
import { LiveChart } from "./live-chart.tsx";
import { drawQuotaBars, drawQuotaMap, namesOf } from "./progress-charts.ts";
import { numberCell, sumShown, textCell, toTable } from "./progress-table.ts";

type Quota = NonNullable<Progress["quota"]>;

interface TableProps {
  /** The cells of a plan, or those of a margin with its one question. */
  readonly quota: Pick<Quota, "axes" | "cells" | "unmatched">;
  readonly caption: string;
}

function QuotaTable({ quota, caption }: TableProps) {
  const { texts: all, show } = useLanguage();
  const texts = all.progress;
  const { axes, cells, unmatched } = quota;
  const header = [...axes.map(({ label }) => show(label)), texts.target, texts.received, texts.valid, texts.gap];
  const blank = axes.slice(1).map(() => textCell(""));
  const body = cells.map((cell) => [
    ...namesOf(quota, cell, show).map(textCell),
    { text: cell.limit ? texts.limitMark(cell.target) : String(cell.target), align: "right" as const },
    numberCell(cell.received),
    numberCell(cell.valid),
    cell.limit && cell.gap === 0 ? { text: texts.full, align: "right" as const } : numberCell(cell.gap),
  ]);
  const sum = [
    textCell(texts.sum),
    ...blank,
    numberCell(cells.reduce((total, { target }) => total + target, 0)),
    numberCell(sumShown(cells.map(({ received }) => received))),
    numberCell(sumShown(cells.map(({ valid }) => valid))),
    numberCell(sumShown(cells.map(({ gap }) => gap))),
  ];
  const apart = [
    textCell(texts.unmatched),
    ...blank,
    textCell(""),
    numberCell(unmatched.received),
    numberCell(unmatched.valid),
    textCell(""),
  ];
  const options = { texts: axes.length, note: texts.quotaTableNote };
  return <ThreeLineTable table={toTable(caption, header, [...body, sum, apart], options)} />;
}

/** Cells with target, received, valid and gap: as colours, as bars, and as the table both are drawn from. */
export function QuotaSection({ progress }: { readonly progress: Progress }) {
  const { show } = useLanguage();
  const texts = useTexts().progress;
  const { id, role } = useStudy();
  const { quota, questionnaire } = progress;
  const edit = mayCall(role, routes.saveQuota) && (
    <Link to={`/studies/${id}/progress/${questionnaire}/quota`}>
      <Button size="small" tabIndex={-1}>
        {quota === null ? texts.makePlan : texts.editPlan}
      </Button>
    </Link>
  );
  return (
    <Card size="small" title={<h2>{texts.quota}</h2>} extra={edit}>
      {quota === null ? (
        <Empty description={texts.noPlan} />
      ) : (
        <>
          <div className="charts">
            <LiveChart spec={drawQuotaMap(quota, show, texts.percent)} label={texts.mapLabel} />
            <LiveChart spec={drawQuotaBars(quota, show, texts.percent)} label={texts.barsLabel} />
          </div>
          <QuotaTable quota={quota} caption={texts.quotaCaption} />
          {quota.margins.map(({ cells, unmatched, ...axis }) => (
            <QuotaTable
              key={axis.variable}
              quota={{ axes: [axis], cells, unmatched }}
              caption={texts.marginCaption(show(axis.label))}
            />
          ))}
        </>
      )}
    </Card>
  );
}
