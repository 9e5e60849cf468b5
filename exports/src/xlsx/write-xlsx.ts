import { columnLetters, textIn, type Variable } from "@diaoyan/instruments";
import { codebookCells, codebookHeader } from "../csv/write-codebook.ts";
import type { DataPieces, DataTable } from "../data/data-table.ts";
import { tableTooLarge } from "../errors.ts";
import { type CellXml, labelCells, SharedTexts, textCell, valueCells } from "./xlsx-cells.ts";
import { cellStyles, closeSheet, describePackage, openSheet, writeSharedTexts } from "./xlsx-package.ts";
import { ZipStream } from "./zip-stream.ts";

const mostRows = 1_048_576;
const mostColumns = 16_384;
const sheetNames = ["数据", "标签", "编码簿"] as const;
/** From so many cells on a sheet may reach 4 GB: most take less than 50 bytes. */
const manyCells = 50_000_000;

/**
 * A workbook (.xlsx, ECMA-376) of three sheets: the values by names, the same cases with labels in place of codes, and the
 * codebook. Numbers, days and moments are typed; a text that looks like a formula stays a text. Throws
 * `data.table-too-large`, `data.text-too-long`.
 */
export async function* writeXlsx(table: DataTable): DataPieces {
  const { variables, rowCount } = table.source;
  if (rowCount >= mostRows) throw tableTooLarge("Excel", "rows", mostRows - 1, rowCount);
  if (variables.length > mostColumns) throw tableTooLarge("Excel", "variables", mostColumns, variables.length);
  const zip = new ZipStream(table.startPacker);
  for (const [name, text] of Object.entries(describePackage(sheetNames))) await writePart(zip, name, text);
  const shared = new SharedTexts();
  const names = variables.map(({ name }) => name);
  const written = yield* writeSheet(zip, table, { place: 1, header: names, cells: variables.map(valueCells) });
  const labels = variables.map((variable) => labelCells(variable, shared));
  yield* writeSheet(zip, table, { place: 2, header: variables.map(sayQuestion), cells: labels });
  await writePart(zip, "xl/worksheets/sheet3.xml", writeCodebookSheet(table));
  await writePart(zip, "xl/sharedStrings.xml", writeSharedTexts(shared.texts));
  zip.finish();
  yield* zip.take();
  return written;
}

async function writePart(zip: ZipStream, name: string, text: string): Promise<void> {
  zip.begin(name);
  zip.write(text);
  await zip.end();
}

/** The question of a variable with the part it is about. */
function sayQuestion({ label, questionLabel }: Variable): string {
  const part = textIn("zh", label);
  return questionLabel === undefined ? part : `${textIn("zh", questionLabel)}：${part}`;
}

interface SheetPlan {
  readonly place: number;
  readonly header: readonly string[];
  readonly cells: readonly CellXml[];
}

async function* writeSheet(zip: ZipStream, { source }: DataTable, { place, header, cells }: SheetPlan): DataPieces {
  const addresses = header.map((_, index) => `<c r="${columnLetters(index)}`);
  zip.begin(`xl/worksheets/sheet${place}.xml`, { large: source.rowCount * cells.length >= manyCells });
  zip.write(
    `${openSheet([])}${writeRow(
      1,
      header.map((text) => textCell(text, ` s="${cellStyles.header}"`)),
    )}`,
  );
  let written = 0;
  for await (const { rows, columns } of source.readBatches()) {
    for (let row = 0; row < rows; row += 1) {
      const number = written + row + 2;
      const address = `${number}"`;
      const parts = [`<row r="${address}>`];
      for (let index = 0; index < cells.length; index += 1) {
        const cell = cells[index]?.(columns[index] ?? [], row) ?? "";
        if (cell !== "") parts.push(addresses[index] ?? "", address, cell);
      }
      parts.push("</row>");
      zip.write(parts.join(""));
      if (!zip.isFull) continue;
      await zip.pack();
      yield* zip.take();
    }
    written += rows;
  }
  zip.write(closeSheet);
  await zip.end();
  yield* zip.take();
  return written;
}

function writeRow(number: number, cells: readonly string[]): string {
  const written = cells.map((cell, index) => (cell === "" ? "" : `<c r="${columnLetters(index)}${number}"${cell}`));
  return `<row r="${number}">${written.join("")}</row>`;
}

const codebookWidths = [16, 40, 30, 10, 10, 50, 12, 12, 12, 8, 16, 10, 10];

function writeCodebookSheet({ source: { variables, rowCount }, facts }: DataTable): string {
  const header = [...codebookHeader, "有效n", "缺失n"];
  const rows = variables.map((variable, index) => {
    const { filled = 0, declared = 0 } = facts[index] ?? {};
    const style = ` s="${cellStyles.wrapped}"`;
    const texts = codebookCells(variable).map((text) => (text === "" ? "" : textCell(text, style)));
    return [
      ...texts,
      ...[filled - declared, rowCount - filled + declared].map((count) => `${style}><v>${count}</v></c>`),
    ];
  });
  const written = [header.map((text) => textCell(text, ` s="${cellStyles.header}"`)), ...rows];
  return `${openSheet(codebookWidths)}${written.map((cells, index) => writeRow(index + 1, cells)).join("")}${closeSheet}`;
}
