import type { ChartSpec } from "@diaoyan/analysis";
import type { Presentation } from "@diaoyan/api/contract";
import { Alert, Button, Card, Skeleton } from "antd";
import { type ReactNode, useEffect, useMemo, useRef, useState } from "react";
import { useTexts } from "../texts.tsx";
import { saveFile } from "../ui/save-file.ts";
import { Sentences } from "./sentences.tsx";
import { placeNumber, type SaidNumber } from "./split-numbers.ts";
import { tableCsv } from "./table-csv.ts";
import { ThreeLineTable } from "./three-line-table.tsx";
import { type Asked, ToOutline } from "./to-outline.tsx";
import "./analysis.css";

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
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="chart-scroll" tabIndex={0} aria-label={label}>
      <img className="chart" src={source} alt={label} />
    </section>
  );
}

interface Props {
  readonly kind: string;
  readonly asked: Asked;
  readonly presentation: Presentation;
  /** Where somebody came for the picture. */
  readonly chartFirst?: boolean;
}

/** A button that makes a file and hands it out. */
function Save(props: { readonly label: string; readonly disabled?: boolean; readonly onSave: () => void }) {
  const texts = useTexts();
  return (
    <Button
      size="small"
      disabled={props.disabled ?? false}
      aria-label={texts.analyses.download(props.label)}
      onClick={props.onSave}
    >
      {props.label}
    </Button>
  );
}

function Files({ children }: { readonly children: ReactNode }) {
  return <div className="file-buttons">{children}</div>;
}

const xlsxMedia = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** What an analysis says: table, chart, sentences, each to be taken away; a number of a sentence shows its place in the table. */
export function ResultView({ kind, asked, presentation, chartFirst = false }: Props) {
  const texts = useTexts();
  const { table, chart, scope } = presentation;
  const { svg, error } = useChart(chart);
  const [picked, setPicked] = useState<SaidNumber | null>(null);
  const [failed, setFailed] = useState<string | null>(null);
  const tableCard = useRef<HTMLDivElement>(null);
  const place = useMemo(() => (picked === null ? null : placeNumber(table, picked)), [table, picked]);
  useEffect(() => {
    if (place !== null) tableCard.current?.querySelector(".said-here")?.scrollIntoView({ block: "nearest" });
  }, [place]);
  const saveCsv = () => saveFile(`${kind}.csv`, new Blob([tableCsv(table)], { type: "text/csv" }));
  const saveXlsx = async () => {
    const { writeTableWorkbook } = await import("./take-away.ts");
    saveFile(`${kind}.xlsx`, new Blob([writeTableWorkbook(table)], { type: xlsxMedia }));
  };
  const saveSvg = () => svg !== undefined && saveFile(`${kind}.svg`, new Blob([svg], { type: "image/svg+xml" }));
  const savePng = async () => {
    if (svg === undefined) return;
    const { drawPng } = await import("./draw-png.browser.ts");
    saveFile(`${kind}.png`, await drawPng(svg));
  };
  const attempt = (work: () => Promise<void>) => () => {
    setFailed(null);
    work().catch((reason: unknown) => setFailed(reason instanceof Error ? reason.message : String(reason)));
  };
  const tableFiles = (
    <Files>
      <Save label={texts.analyses.saveCsv} onSave={saveCsv} />
      <Save label={texts.analyses.saveXlsx} onSave={attempt(saveXlsx)} />
    </Files>
  );
  const chartFiles = (
    <Files>
      <Save label={texts.analyses.saveSvg} disabled={svg === undefined} onSave={saveSvg} />
      <Save label={texts.analyses.savePng} disabled={svg === undefined} onSave={attempt(savePng)} />
    </Files>
  );
  const picture = chart !== null && (
    <Card size="small" title={texts.analyses.chart} extra={chartFiles}>
      {error !== null && <Alert type="warning" title={texts.analyses.chartFailed} description={error} />}
      {svg === undefined && error === null && <Skeleton.Image active />}
      {svg !== undefined && <SvgImage svg={svg} label={table.caption} />}
    </Card>
  );
  return (
    <div className="stack result">
      {failed !== null && <Alert type="warning" title={texts.analyses.chartFailed} description={failed} />}
      {scope !== null && <Alert type="info" showIcon title={texts.analyses.scope(scope)} />}
      {chartFirst && picture}
      <Card size="small" title={texts.analyses.table} extra={tableFiles} ref={tableCard}>
        <ThreeLineTable
          table={table}
          marked={new Set(place?.kind === "cells" ? place.cells : [])}
          noteMarked={place?.kind === "note"}
        />
      </Card>
      <Card size="small" title={texts.analyses.sentences}>
        <Sentences presentation={presentation} picked={picked} onPick={setPicked} />
      </Card>
      {!chartFirst && picture}
      <ToOutline asked={asked} caption={table.caption} />
    </div>
  );
}
