import { escapeHtml } from "@diaoyan/exports";

/** Rows of a query as a three-line table; says so where there are none. */
export function showRows(caption: string, rows: readonly Readonly<Record<string, unknown>>[]): HTMLElement {
  const figure = document.createElement("figure");
  figure.className = "analysis";
  const names = Object.keys(rows[0] ?? {});
  const writeRow = (cells: readonly string[], tag: "th" | "td"): string =>
    `<tr>${cells.map((cell, place) => `<${tag}${place > 0 ? ' class="right"' : ""}>${escapeHtml(cell)}</${tag}>`).join("")}</tr>`;
  const body = rows.map((row) =>
    writeRow(
      names.map((name) => String(row[name] ?? "")),
      "td",
    ),
  );
  figure.innerHTML =
    rows.length === 0
      ? `<p class="refused">${escapeHtml(caption)}：没有记录。</p>`
      : `<figcaption>${escapeHtml(caption)}</figcaption><div class="wide"><table><thead>${writeRow(names, "th")}</thead><tbody>${body.join("")}</tbody></table></div>`;
  return figure;
}
