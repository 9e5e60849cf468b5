import { createRequire } from "node:module";
import type { ChartSpec } from "@diaoyan/analysis";
import { renderAsync } from "@resvg/resvg-js";
import { drawSvg } from "./draw-svg.ts";

const { resolve } = createRequire(import.meta.url);

/** One weight: reading a font of 10 MB takes most of the time of a chart. What it lacks is taken from the next. */
const fontFiles = [
  resolve("@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf"),
  resolve("@expo-google-fonts/noto-emoji/400Regular/NotoEmoji_400Regular.ttf"),
];

/** Rare Han beyond the bundled font: drawn where the machine has a font with them. */
const rareHan = /[\u{20000}-\u{3ffff}]/u;

/**
 * Draws a chart as PNG with the bundled fonts, in a thread of its own; `scale` = pixels a drawing point, 4.2 gives 300 dpi
 * where a drawing point is printed as one point. Only a chart with rare Han asks for the fonts of the machine.
 */
export async function drawPng(spec: ChartSpec, { scale }: { readonly scale: number }): Promise<Uint8Array> {
  const svg = (await drawSvg(spec)).replaceAll(/font-family="[^"]*"/g, 'font-family="Noto Sans SC"');
  const drawing = await renderAsync(svg, {
    font: { fontFiles, loadSystemFonts: rareHan.test(svg), defaultFontFamily: "Noto Sans SC" },
    fitTo: { mode: "zoom", value: scale },
    background: "white",
  });
  return drawing.asPng();
}
