import { ExportError } from "../errors.ts";
import type { Directive } from "../outline/outline.ts";
import { formatReference } from "../references/format-reference.ts";
import { type BibEntry, parseBibtex } from "../references/parse-bibtex.ts";
import { DirectiveError, type ReportState } from "./report-state.ts";
import { isUnfinished } from "./unfinished.ts";

/**
 * `::references{style=2025}`: the bibliography of the pack after GB/T 7714, numbered. An entry a person has still to check
 * (…待核对) is no reference yet: it stands behind the list as a text to be settled.
 */
export function resolveReferences(state: ReportState, { attributes, line }: Directive): void {
  const style = attributes["style"] ?? "2025";
  if (style !== "2025" && style !== "2015") throw new DirectiveError(`style: expected 2025 or 2015, got “${style}”`);
  const entries = readBibliography(state.snapshot.pack.bibliography);
  const open = entries.filter(({ fields }) => Object.values(fields).some(isUnfinished));
  const checked = entries.filter((entry) => !open.includes(entry));
  if (entries.length === 0) state.addParagraph("note", [{ text: "（暂无参考文献。）" }]);
  for (const [index, entry] of checked.entries())
    state.addParagraph("reference", [{ text: `[${index + 1}] ${formatReference(entry, style)}` }]);
  for (const entry of open) {
    const text = formatReference(entry, style);
    state.addParagraph("placeholder", [{ text: `【待核对】${text}` }]);
    state.addPlaceholder(line, `参考文献“${entry.key}”待核对：${text}`);
  }
}

function readBibliography(text: string): readonly BibEntry[] {
  try {
    return parseBibtex(text);
  } catch (error) {
    if (error instanceof ExportError) throw new DirectiveError(error.message);
    throw error;
  }
}
