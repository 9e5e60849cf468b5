import { createRequire } from "node:module";
import type { ChartSpec } from "@diaoyan/analysis";
import { renderAsync } from "@resvg/resvg-js";
import { drawSvg } from "./draw-svg.ts";

/** One weight: reading a font of 10 MB takes most of the time of a chart. */
const fontFile = createRequire(import.meta.url).resolve(
  "@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf",
);

/**
 * Draws a chart as PNG with the bundled font alone, in a thread of its own; `scale` = pixels a drawing point, 4.2 gives
 * 300 dpi where a drawing point is printed as one point.
 */
export async function drawPng(spec: ChartSpec, { scale }: { readonly scale: number }): Promise<Uint8Array> {
  const svg = (await drawSvg(spec)).replaceAll(/font-family="[^"]*"/g, 'font-family="Noto Sans SC"');
  const drawing = await renderAsync(svg, {
    font: { fontFiles: [fontFile], loadSystemFonts: false, defaultFontFamily: "Noto Sans SC" },
    fitTo: { mode: "zoom", value: scale },
    background: "white",
  });
  return drawing.asPng();
}
