import type { CodedProvision, PolicyComparison } from "@diaoyan/analysis";
import type { Code } from "@diaoyan/instruments";
import type { FileChild } from "docx";
import { writeLine, writeOfficialDocument, writeSubject } from "../docx/official-document.ts";
import { pageProfiles } from "../docx/page-profile.ts";
import { writeTable } from "../docx/write-table.ts";
import { sayDay } from "../report/chinese-day.ts";
import { notesOf, type PolicyWorkbook, rowHeads } from "./write-policy-workbook.ts";

/** What stands on the document beside the comparison. */
export interface PolicyDocumentOrder extends Omit<PolicyWorkbook, "policies"> {
  readonly title: string;
  readonly creator: string;
  /** ISO instant; the same comparison at the same time gives the same bytes. */
  readonly takenAt: string;
}

/** Themes that stand side by side on an upright page; more go on in a table of their own. */
const mostColumns = 8;

/** Comparison as three-line tables, then under each row and theme its provisions with title, number and day, as a .docx. */
export function writePolicyDocument(order: PolicyDocumentOrder): Promise<Uint8Array<ArrayBuffer>> {
  const { cells, columns, rows } = order.comparison;
  const provisions = rows.flatMap((row, at) => writeRow(row, columns, cells[at] ?? []));
  return writeOfficialDocument({
    ...order,
    description: `${rows.length} 行，${columns.length} 个主题`,
    children: [...writeMatrices(order), ...provisions],
  });
}

function writeMatrices({ by, comparison }: PolicyDocumentOrder): readonly FileChild[] {
  const { cells, columns, rows } = comparison;
  const count = Math.max(1, Math.ceil(columns.length / mostColumns));
  return Array.from({ length: count }, (_, part) => {
    const from = part * mostColumns;
    const shown = columns.slice(from, from + mostColumns);
    const header = [rowHeads[by], "文件数", ...shown.map(({ name, number }) => `${number} ${name}`)];
    const body = rows.map(({ texts, value }, row) => [
      { text: value },
      ...[texts.length, ...shown.map((_, at) => cells[row]?.[from + at]?.length ?? 0)].map((number) => {
        return { text: String(number), align: "center" as const, value: number };
      }),
    ]);
    const isLast = part === count - 1;
    return writeTable(pageProfiles.gongwen, {
      id: `t${part + 1}`,
      number: String(part + 1),
      table: {
        caption: `政策文件比较${count > 1 ? `（${part + 1}／${count}）` : ""}`,
        header: [header.map((text, at) => ({ text, ...(at > 0 && { align: "center" as const }) }))],
        body,
        note: isLast ? `注：${notesOf(comparison, false).join("")}` : "",
      },
      evidence: null,
    });
  }).flat();
}

function writeRow(
  { texts, value }: PolicyComparison["rows"][number],
  columns: readonly Code[],
  cells: readonly (readonly CodedProvision[])[],
): readonly FileChild[] {
  const themes = columns.flatMap(({ name, number }, at) => {
    const found = cells[at] ?? [];
    return found.length === 0
      ? []
      : [writeSubject(`${number} ${name}（${found.length}条）`, 2), ...found.map(writeProvision)];
  });
  return themes.length === 0 ? [] : [writeSubject(`${value}（文件${texts.length}件）`), ...themes];
}

function writeProvision({ citation, policy, words }: CodedProvision) {
  const source = [policy.number, policy.day === null ? "" : sayDay(policy.day)]
    .filter((part) => part !== "")
    .join("，");
  const text = words.replaceAll(/\s*\n\s*/gu, "　");
  return writeLine(`《${policy.title}》${source === "" ? "" : `（${source}）`}${citation}：${text}`);
}
