import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { ChartSpec } from "@diaoyan/analysis";
import { Resvg } from "@resvg/resvg-js";
import { drawSvg } from "./draw-svg.ts";

const fonts = dirname(createRequire(import.meta.url).resolve("@expo-google-fonts/noto-sans-sc/package.json"));
const fontFiles = [
  join(fonts, "400Regular/NotoSansSC_400Regular.ttf"),
  join(fonts, "500Medium/NotoSansSC_500Medium.ttf"),
];

/** Draws a chart as PNG with the bundled font alone; `scale` 3.5 gives 300 dpi where a drawing point is printed as one point. */
export async function drawPng(spec: ChartSpec, { scale }: { readonly scale: number }): Promise<Uint8Array> {
  const svg = (await drawSvg(spec)).replaceAll(/font-family="[^"]*"/g, 'font-family="Noto Sans SC"');
  const drawing = new Resvg(svg, {
    font: { fontFiles, loadSystemFonts: false, defaultFontFamily: "Noto Sans SC" },
    fitTo: { mode: "zoom", value: scale },
    background: "white",
  });
  return drawing.render().asPng();
}
