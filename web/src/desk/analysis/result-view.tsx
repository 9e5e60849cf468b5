import type { ChartSpec } from "@diaoyan/analysis";
import type { Presentation } from "@diaoyan/api/contract";
import { Alert, Button, Card, Skeleton } from "antd";
import { useEffect, useState } from "react";
import { useTexts } from "../texts.tsx";
import { saveFile } from "../ui/save-file.ts";
import { tableCsv } from "./table-csv.ts";
import { ThreeLineTable } from "./three-line-table.tsx";

/** The chart as SVG, drawn in the browser by the code the reports use; undefined while it is being drawn. */
function useChart(spec: unknown): { readonly svg: string | undefined; readonly error: string | null } {
  const [svg, setSvg] = useState<string | undefined>(undefined);
  const [error, setError] = useState<string | null>(null);
  useEffect(() => {
    let current = true;
    setSvg(undefined);
    setError(null);
    if (spec === null) return undefined;
    const draw = async () => {
      const { drawSvg } = await import("./draw-chart.ts");
      const drawn = await drawSvg(spec as ChartSpec);
      if (current) setSvg(drawn);
    };
    draw().catch((failed: unknown) => current && setError(failed instanceof Error ? failed.message : String(failed)));
    return () => {
      current = false;
    };
  }, [spec]);
  return { svg, error };
}

/** A picture of an SVG text: as an image nothing in it can run. */
function SvgImage({ svg, label }: { readonly svg: string; readonly label: string }) {
  const [source, setSource] = useState<string | undefined>(undefined);
  useEffect(() => {
    const url = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
    setSource(url);
    return () => URL.revokeObjectURL(url);
  }, [svg]);
  return <img className="chart" src={source} alt={label} />;
}

/** What an analysis says: table, chart, sentences, each to be taken away. */
export function ResultView({ kind, presentation }: { readonly kind: string; readonly presentation: Presentation }) {
  const texts = useTexts();
  const { table, chart, sentences } = presentation;
  const { svg, error } = useChart(chart);
  const saveTable = () => saveFile(`${kind}.csv`, new Blob([tableCsv(table)], { type: "text/csv" }));
  const saveChart = () => svg !== undefined && saveFile(`${kind}.svg`, new Blob([svg], { type: "image/svg+xml" }));
  return (
    <div className="stack result">
      <Card
        size="small"
        title={texts.analyses.table}
        extra={
          <Button size="small" onClick={saveTable}>
            {texts.analyses.saveCsv}
          </Button>
        }
      >
        <ThreeLineTable table={table} />
      </Card>
      {chart !== null && (
        <Card
          size="small"
          title={texts.analyses.chart}
          extra={
            <Button size="small" disabled={svg === undefined} onClick={saveChart}>
              {texts.analyses.saveSvg}
            </Button>
          }
        >
          {error !== null && <Alert type="warning" title={texts.analyses.chartFailed} description={error} />}
          {svg === undefined && error === null && <Skeleton.Image active />}
          {svg !== undefined && <SvgImage svg={svg} label={table.caption} />}
        </Card>
      )}
      <Card size="small" title={texts.analyses.sentences}>
        {sentences.map((sentence) => (
          <p key={sentence.text}>{sentence.text}</p>
        ))}
      </Card>
    </div>
  );
}
