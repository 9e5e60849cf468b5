import type { Json } from "../model/questionnaire.ts";
import type { FindingList } from "../profile/finding.ts";
import type { Properties } from "./cell-reader.ts";
import { plainText } from "./plain-text.ts";
import type { SurveyNode } from "./survey-tree.ts";

/** Text to read; as an export kept it, where the sheet still says the same. */
export function readNote(node: SurveyNode, kept: Readonly<Properties>, findings: FindingList): Properties {
  if (kept["type"] === "image") return {};
  const label = node.row.text("label") ?? "";
  if (kept["html"] !== undefined && samePlainText(kept["html"], label)) return { type: "html", html: kept["html"] };
  const text = (piece: string) => `<p>${escapeHtml(piece)}</p>`;
  const html =
    typeof label === "object" && label !== null
      ? Object.fromEntries(Object.entries(label).map(([locale, piece]) => [locale, text(String(piece))]))
      : text(String(label));
  if (JSON.stringify(label).includes("${"))
    findings.warn(
      "xlsform.piped-note",
      node.row.place("label"),
      `${node.name}: a note cannot show an answer; … stands in its place`,
      "put the answer into the title of a question",
    );
  return { type: "html", html };
}

function escapeHtml(text: string): string {
  return text
    .replace(/\$\{[^{}]*\}/gu, "…")
    .replace(/&/gu, "&amp;")
    .replace(/</gu, "&lt;")
    .replace(/>/gu, "&gt;")
    .replace(/\n/gu, "<br>");
}

/** Whether static content still says what its label in the sheet says. */
function samePlainText(html: Json, label: Json): boolean {
  const plain = (text: Json): string =>
    typeof text === "object" && text !== null
      ? Object.values(text)
          .map((piece) => plainText(String(piece)))
          .join("\n")
      : plainText(String(text));
  const shown = typeof label === "object" && label !== null ? Object.values(label).join("\n") : String(label);
  return plain(html) === shown;
}
