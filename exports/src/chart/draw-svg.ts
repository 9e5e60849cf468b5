import type { ChartSpec } from "@diaoyan/analysis";
import * as vega from "vega";
import { type Loader, parse, View, Warn } from "vega";
import { expressionInterpreter } from "vega-interpreter";
import { compile, type TopLevelSpec } from "vega-lite";
import { chartNotSelfContained } from "../errors.ts";
import { chartConfig } from "./chart-config.ts";
import { measureText } from "./measure-text.ts";

interface TextItem {
  readonly text: unknown;
  readonly fontSize?: number;
  readonly limit?: number;
}

/** vega exports its text measure but does not type it. */
const { textMetrics } = vega as unknown as {
  readonly textMetrics: { width: (item: TextItem, text?: string) => number };
};

/** vega asks this for every text it places; without it, it would guess from the count of characters. */
textMetrics.width = (item: TextItem, text?: string): number =>
  measureText(String(text ?? item.text ?? ""), item.fontSize ?? 11);

/** Nothing is loaded: a chart that names a file or an address fails. */
const noLoader = {
  load: (url: string) => Promise.reject(chartNotSelfContained(url)),
  sanitize: (url: string) => Promise.reject(chartNotSelfContained(url)),
  http: (url: string) => Promise.reject(chartNotSelfContained(url)),
  file: (url: string) => Promise.reject(chartNotSelfContained(url)),
} as unknown as Loader;

/** Lays a Vega-Lite chart out with our font measure; expressions are interpreted, never compiled to code. */
export async function layOutChart(spec: ChartSpec): Promise<View> {
  refuseAddresses(spec);
  const compiled = compile({ ...spec, config: chartConfig } as unknown as TopLevelSpec).spec;
  const runtime = parse(compiled, undefined, { ast: true });
  const view = new View(runtime, { expr: expressionInterpreter, renderer: "none", loader: noLoader, logLevel: Warn });
  return view.runAsync();
}

/** Draws a Vega-Lite chart as SVG text. Throws `chart.external-data` where it names data outside itself. */
export async function drawSvg(spec: ChartSpec): Promise<string> {
  const view = await layOutChart(spec);
  const svg = await view.toSVG();
  view.finalize();
  return svg;
}

/** Refuses `url` of data and of pictures wherever a specification can hold it; rows of data may have a field of that name. */
function refuseAddresses(value: unknown): void {
  if (value === null || typeof value !== "object") return;
  for (const [key, inner] of Object.entries(value)) {
    if (key === "url" && typeof inner === "string") throw chartNotSelfContained(inner);
    if (key !== "values" && key !== "datasets") refuseAddresses(inner);
  }
}
