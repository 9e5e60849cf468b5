import type { ChartSpec } from "@diaoyan/analysis";

type Json = Readonly<Record<string, unknown>>;

/** Below it a screen is a phone's. */
const narrow = 480;
const legendColumns = 6;

/**
 * A chart drawn into a width (px), its axes, labels and legend included, so that nothing is scrolled sideways. The legend
 * lies below; on a phone labels of rows take at most a third of the width.
 */
export function fitChart(spec: ChartSpec, width: number): ChartSpec {
  const labelLimit = width < narrow ? Math.round(width / 3) : null;
  const legend = {
    orient: "bottom",
    direction: "horizontal",
    columns: legendColumns,
    gradientLength: Math.round(width / 3),
  };
  const size = { width, height: heightOf(spec), autosize: { type: "fit-x", contains: "padding" } };
  return { ...mapChannels(spec, { labelLimit, legend }), ...size };
}

/** Rows by step as one number: vega-lite fits no width beside a height that it has to find out. */
function heightOf({ height, data, encoding }: ChartSpec): unknown {
  const { step } = (height ?? {}) as { readonly step?: number };
  if (step === undefined) return height;
  const { values = [] } = (data ?? {}) as { readonly values?: readonly Json[] };
  const { field = "" } = ((encoding as Json | undefined)?.["y"] ?? {}) as { readonly field?: string };
  return step * new Set(values.map((row) => row[field])).size;
}

interface Fit {
  /** Px a label may take; null where it keeps its own limit. */
  readonly labelLimit: number | null;
  readonly legend: Json;
}

function mapChannels(spec: Json, fit: Fit): Json {
  const { encoding, layer } = spec as { readonly encoding?: Json; readonly layer?: readonly Json[] };
  const channels = Object.entries(encoding ?? {}) as [string, Json][];
  return {
    ...spec,
    ...(encoding && {
      encoding: Object.fromEntries(channels.map(([name, one]) => [name, fitChannel(name, one, fit)])),
    }),
    ...(layer && { layer: layer.map((one) => mapChannels(one, fit)) }),
  };
}

/** A colour that stands for a field has a legend; an axis that limits its labels limits them to what fits. */
function fitChannel(name: string, channel: Json, { labelLimit, legend }: Fit): Json {
  const { axis, field } = channel as { readonly axis?: Json; readonly field?: string };
  if (name === "color" && field !== undefined) return { ...channel, legend };
  if (labelLimit === null || axis?.["labelLimit"] === undefined) return channel;
  return { ...channel, axis: { ...axis, labelLimit } };
}
