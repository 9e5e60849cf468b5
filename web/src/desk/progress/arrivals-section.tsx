import type { Progress } from "@diaoyan/api/contract";
import { Card, Empty } from "antd";
import { ThreeLineTable } from "../analysis/three-line-table.tsx";
import { useTexts } from "../texts.tsx";
import { LiveChart } from "./live-chart.tsx";
import { drawDays } from "./progress-charts.ts";
import { numberCell, textCell, toTable } from "./progress-table.ts";

/** Valid responses by day, by link and by unit code. */
export function ArrivalsSection({ progress }: { readonly progress: Progress }) {
  const texts = useTexts().progress;
  const { days, collectors, units, view } = progress;
  const options = { note: view === "lots" ? texts.hiddenCounts : "" };
  const dayRows = days.map(({ day, count }) => [textCell(day), numberCell(count)]);
  const linkRows = collectors.map(({ label, unit, count }) => [
    textCell(label),
    textCell(unit ?? "—"),
    numberCell(count),
  ]);
  const unitRows = units.map(({ unit, count }) => [textCell(unit), numberCell(count)]);
  const links = toTable(texts.byCollector, [texts.collector, texts.unit, texts.count], linkRows, {
    ...options,
    texts: 2,
  });
  return (
    <Card size="small" title={<h2>{texts.arrivals}</h2>}>
      {days.length === 0 ? (
        <Empty description={texts.noArrivals} />
      ) : (
        <LiveChart spec={drawDays(days, texts.count)} label={texts.byDay} />
      )}
      <div className="tables">
        {dayRows.length > 0 && (
          <ThreeLineTable table={toTable(texts.byDay, [texts.day, texts.count], dayRows, options)} />
        )}
        {linkRows.length > 0 && <ThreeLineTable table={links} />}
        {unitRows.length > 0 && (
          <ThreeLineTable table={toTable(texts.byUnit, [texts.unit, texts.count], unitRows, options)} />
        )}
      </div>
    </Card>
  );
}
