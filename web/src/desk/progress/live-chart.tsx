import type { ChartSpec } from "@diaoyan/analysis";
import { Alert } from "antd";
import { useEffect, useState } from "react";
import { useTexts } from "../texts.tsx";

/** The picture of a chart as an address; the one before stays until the next is drawn, so that refreshing does not flicker. */
function usePicture(json: string): { readonly source: string | undefined; readonly error: string | null } {
  const [source, setSource] = useState<string | undefined>(undefined);
  const [error, setError] = useState<string | null>(null);
  useEffect(() => {
    let current = true;
    const draw = async () => {
      const { drawSvg } = await import("../analysis/draw-chart.ts");
      const svg = await drawSvg(JSON.parse(json) as ChartSpec);
      if (!current) return;
      setError(null);
      setSource(URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" })));
    };
    draw().catch((failed: unknown) => current && setError(failed instanceof Error ? failed.message : String(failed)));
    return () => {
      current = false;
    };
  }, [json]);
  useEffect(() => () => (source === undefined ? undefined : URL.revokeObjectURL(source)), [source]);
  return { source, error };
}

/** A chart that is drawn again only when its figures change. */
export function LiveChart({ spec, label }: { readonly spec: ChartSpec | null; readonly label: string }) {
  const texts = useTexts();
  return spec === null ? null : (
    <Picture json={JSON.stringify(spec)} label={label} failed={texts.analyses.chartFailed} />
  );
}

function Picture({ json, label, failed }: { readonly json: string; readonly label: string; readonly failed: string }) {
  const { source, error } = usePicture(json);
  if (error !== null) return <Alert type="warning" title={failed} description={error} />;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="chart-scroll" tabIndex={0} aria-label={label}>
      {source !== undefined && <img className="chart" src={source} alt={label} />}
    </section>
  );
}
