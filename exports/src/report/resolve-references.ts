import type { Directive } from "../outline/outline.ts";
import { formatReference } from "../references/format-reference.ts";
import type { BibEntry } from "../references/parse-bibtex.ts";
import { DirectiveError } from "./directive-error.ts";
import type { ReportState } from "./report-state.ts";
import { isUnfinished } from "./unfinished.ts";

/**
 * `::references{style=2025 all=true}`: what the outline cites, in that order, after GB/T 7714; `all` adds the rest of the
 * bibliography, and without a citation all of it stands. An entry a person has still to check (…待核对) is no reference yet:
 * it stands as a text to be settled, behind the list unless a citation has given it a number.
 */
export function resolveReferences(state: ReportState, { attributes, line }: Directive): void {
  const style = attributes["style"] ?? "2025";
  if (style !== "2025" && style !== "2015") throw new DirectiveError(`style: expected 2025 or 2015, got “${style}”`);
  state.citations.checkReadable();
  const listed = listEntries(state, attributes["all"]);
  if (listed.length === 0) state.addParagraph("note", [{ text: "（暂无参考文献。）" }]);
  let number = state.citations.cited.length;
  for (const entry of listed) {
    const cited = state.citations.cited.indexOf(entry.key) + 1;
    const text = formatReference(entry, style);
    const open = Object.values(entry.fields).some(isUnfinished);
    if (cited === 0 && !open) number += 1;
    const own = cited > 0 ? cited : number;
    if (!open) {
      state.addParagraph("reference", [{ text: `[${own}] ${text}` }], `ref${own}`);
      continue;
    }
    state.addParagraph(
      "placeholder",
      [{ text: `【待核对】${cited > 0 ? `[${cited}] ` : ""}${text}` }],
      cited > 0 ? `ref${cited}` : undefined,
    );
    state.addPlaceholder(line, `参考文献“${entry.key}”待核对：${text}`);
  }
}

/** Cited works first, then those that are checked, then those that are not. */
function listEntries({ citations }: ReportState, all: string | undefined): readonly BibEntry[] {
  if (all !== undefined && !["true", "false", ""].includes(all))
    throw new DirectiveError(`all: expected true or false, got “${all}”`);
  const { entries, cited } = citations;
  const own = cited.flatMap((key) => entries.filter((entry) => entry.key === key).slice(0, 1));
  if (cited.length > 0 && all !== "true" && all !== "") return own;
  const rest = entries.filter(({ key }) => !cited.includes(key));
  const open = rest.filter(({ fields }) => Object.values(fields).some(isUnfinished));
  return [...own, ...rest.filter((entry) => !open.includes(entry)), ...open];
}
