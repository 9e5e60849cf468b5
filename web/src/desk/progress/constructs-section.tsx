import type { Progress } from "@diaoyan/api/contract";
import { Card, Empty } from "antd";
import { ThreeLineTable } from "../analysis/three-line-table.tsx";
import { useLanguage, useTexts } from "../texts.tsx";
import { LiveChart } from "./live-chart.tsx";
import { drawDistributions, drawMeans } from "./progress-charts.ts";
import { numberCell, textCell, toTable } from "./progress-table.ts";

type Construct = Progress["constructs"][number];

function ConstructTable({ constructs }: { readonly constructs: readonly Construct[] }) {
  const { show } = useLanguage();
  const texts = useTexts().progress;
  const rows = constructs.map(({ label, n, answered, mean, low, high }) => [
    textCell(show(label)),
    numberCell(n),
    { text: answered === null ? "—" : `${Math.round(answered * 100)}%`, align: "right" as const },
    numberCell(mean, 2),
    { text: low === null || high === null ? "—" : `${low.toFixed(2)}—${high.toFixed(2)}`, align: "right" as const },
  ]);
  const header = [texts.construct, texts.n, texts.answered, texts.mean, texts.interval];
  return <ThreeLineTable table={toTable(texts.constructCaption, header, rows)} />;
}

function DistributionTable({ constructs }: { readonly constructs: readonly Construct[] }) {
  const { show } = useLanguage();
  const texts = useTexts().progress;
  const codes = [...new Set(constructs.flatMap(({ distribution }) => distribution.map(({ code }) => code)))].sort(
    (left, right) => left - right,
  );
  const rows = constructs.map(({ label, distribution }) => [
    textCell(show(label)),
    ...codes.map((code) => numberCell(distribution.find((one) => one.code === code)?.count ?? null)),
  ]);
  const header = [texts.construct, ...codes.map(String)];
  const options = { note: texts.distributionNote };
  return <ThreeLineTable table={toTable(texts.distributionCaption, header, rows, options)} />;
}

/** Constructs so far: how much is answered, mean with interval, answers; and how often open questions were answered. */
export function ConstructsSection({ progress }: { readonly progress: Progress }) {
  const { show } = useLanguage();
  const texts = useTexts().progress;
  const { constructs, open, pending } = progress;
  const shown = constructs.filter(({ n }) => n !== null);
  const openRows = open.map(({ label, answered }) => [textCell(show(label)), numberCell(answered)]);
  return (
    <Card size="small" title={<h2>{texts.constructs}</h2>}>
      {pending && <p className="note">{texts.pending}</p>}
      {shown.length === 0 ? (
        !pending && <Empty description={texts.noConstructs} />
      ) : (
        <>
          <div className="charts">
            <LiveChart spec={drawMeans(shown, show, texts.meanAxis)} label={texts.constructCaption} />
            <LiveChart spec={drawDistributions(shown, show, { axis: texts.share })} label={texts.distributionCaption} />
          </div>
          <ConstructTable constructs={constructs} />
          <DistributionTable constructs={shown} />
        </>
      )}
      {openRows.length > 0 && (
        <ThreeLineTable table={toTable(texts.open, [texts.openQuestion, texts.openAnswered], openRows)} />
      )}
    </Card>
  );
}
