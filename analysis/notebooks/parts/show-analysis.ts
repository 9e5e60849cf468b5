import { type AnalysisInput, runAndPresent } from "@diaoyan/analysis";
import { drawSvg, escapeHtml, writeHtmlTable } from "@diaoyan/exports";

/** A request as `diaoyan analyse --request` takes it. */
export interface AnalysisRequest {
  readonly kind: string;
  readonly [parameter: string]: unknown;
}

/**
 * Runs a request and shows what it gives: three-line table, chart and sentences, with the request itself under them.
 * What came out stands in `data-request` and `data-result`, so that a page can be held against the command line.
 * A request that cannot be carried out is shown with its reason in place of the table.
 */
export async function showAnalysis(
  input: AnalysisInput,
  request: AnalysisRequest,
  { seed = 1, source = "" }: { readonly seed?: number; readonly source?: string } = {},
): Promise<HTMLElement> {
  const figure = document.createElement("figure");
  figure.className = "analysis";
  try {
    const { result, presented } = runAndPresent(input, request, { seed, locale: "zh" });
    const { table, chart, sentences } = presented;
    const unit = table.unit === undefined ? "" : `（单位：${table.unit}）`;
    const parts = [
      `<figcaption>${escapeHtml(table.caption + unit)}</figcaption>`,
      `<div class="wide">${writeHtmlTable(table)}</div>`,
      `<p class="note">${escapeHtml([table.note, source].filter((text) => text !== "").join("　"))}</p>`,
      chart === null ? "" : `<div class="wide">${await drawSvg(chart)}</div>`,
      `<p>${sentences.map(({ text }) => escapeHtml(text)).join("")}</p>`,
      `<details><summary>分析请求</summary><pre>${escapeHtml(JSON.stringify(request, null, 2))}</pre></details>`,
    ];
    figure.innerHTML = parts.join("\n");
    figure.dataset["request"] = JSON.stringify(request);
    figure.dataset["result"] = JSON.stringify(result);
  } catch (error) {
    figure.innerHTML = `<p class="refused">未能计算：${escapeHtml(error instanceof Error ? error.message : String(error))}</p>`;
  }
  return figure;
}
