import type { ChartSpec } from "@diaoyan/analysis";
import { Alert } from "antd";
import { useEffect, useRef, useState } from "react";
import { useTexts } from "../texts.tsx";
import { fitChart } from "./fit-chart.ts";

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

const widest = 640;
const step = 20;

/** Px an element has in its page, in steps, so that it is not drawn anew with every pixel. */
function useWidth() {
  const place = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const element = place.current;
    if (element === null) return undefined;
    const observer = new ResizeObserver(([entry]) => {
      const room = Math.min(widest, entry?.contentRect.width ?? 0);
      setWidth(room - (room % step));
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return { place, width };
}

/** A chart as wide as its place, drawn again only when its figures or its place change. */
export function LiveChart({ spec, label }: { readonly spec: ChartSpec | null; readonly label: string }) {
  const { place, width } = useWidth();
  return spec === null ? null : (
    <div ref={place} className="live-chart">
      {width > 0 && <Picture json={JSON.stringify(fitChart(spec, width))} label={label} />}
    </div>
  );
}

function Picture({ json, label }: { readonly json: string; readonly label: string }) {
  const texts = useTexts();
  const { source, error } = usePicture(json);
  if (error !== null) return <Alert type="warning" title={texts.analyses.chartFailed} description={error} />;
  return source !== undefined && <img className="chart" src={source} alt={label} />;
}
