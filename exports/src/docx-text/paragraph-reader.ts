import type { NumberedParagraph, Numbering } from "./read-numbering.ts";

/** What stands between the cells of a table that is read as one line a row. */
export const cellGap = " | ";

/** Elements whose text is not the document's: deleted, moved away, a field's code, a reading above characters, a second form. */
const silent: ReadonlySet<string> = new Set([
  "w:del",
  "w:moveFrom",
  "w:instrText",
  "w:delText",
  "w:pPrChange",
  "w:rt",
  "mc:Fallback",
]);

/** Characters that stand as elements of their own in a run (ISO/IEC 29500-1, 17.3.3). */
const signs: Readonly<Record<string, string>> = {
  "w:tab": "\t",
  "w:br": "\n",
  "w:cr": "\n",
  "w:noBreakHyphen": "-",
};

const offValues: ReadonlySet<string | null> = new Set(["0", "false", "off"]);

/** Gathers the lines of a document's main part from its elements as they open and close. */
export class ParagraphReader {
  readonly lines: string[] = [];
  private line = "";
  private inText = false;
  private inProperties = false;
  private hidden = false;
  private silence = 0;
  private paragraph: NumberedParagraph | null = null;
  /** Cells of the row that is being read, outermost table first. */
  private readonly rowsOpen: string[][] = [];
  private readonly rows: boolean;
  private readonly numbering: Numbering;

  constructor(rows: boolean, numbering: Numbering) {
    this.rows = rows;
    this.numbering = numbering;
  }

  /** An element begins; `value` is its `w:val`. */
  open(name: string, value: string | null): void {
    if (name === "w:p") this.paragraph = { style: null, list: null, level: null };
    if (silent.has(name)) this.silence += 1;
    this.inText = name === "w:t";
    if (name === "w:pPr") this.inProperties = true;
    if (name === "w:r") this.hidden = false;
    if (this.rows && name === "w:tr") this.rowsOpen.push([]);
    if (this.rows && name === "w:tc") this.rowsOpen.at(-1)?.push("");
    if (this.silence > 0) return;
    if (this.inProperties) this.openProperty(name, value);
    else this.openSign(name, value);
  }

  private openSign(name: string, value: string | null): void {
    if (name === "w:vanish") this.hidden = !offValues.has(value);
    else if (!this.hidden) this.line += signs[name] ?? "";
  }

  private openProperty(name: string, value: string | null): void {
    if (this.paragraph === null) return;
    if (name === "w:pStyle") this.paragraph = { ...this.paragraph, style: value };
    if (name === "w:numId") this.paragraph = { ...this.paragraph, list: value };
    if (name === "w:ilvl") this.paragraph = { ...this.paragraph, level: value };
  }

  /** Text between two tags. */
  take(text: string): void {
    if (this.inText && !this.hidden && this.silence === 0) this.line += text;
  }

  /** An element ends. */
  close(name: string): void {
    if (silent.has(name)) this.silence -= 1;
    if (name === "w:t") this.inText = false;
    if (name === "w:pPr") this.inProperties = false;
    if (name === "w:r") this.hidden = false;
    if (this.rows && name === "w:tr") this.keep(this.rowsOpen.pop()?.join(cellGap) ?? "");
    if (name === "w:p") this.endParagraph();
  }

  private endParagraph(): void {
    const { line, paragraph } = this;
    this.keep(line.trim() === "" || paragraph === null ? line : this.numbering.label(paragraph) + line);
    this.line = "";
    this.paragraph = null;
  }

  private keep(words: string): void {
    const row = this.rowsOpen.at(-1);
    const cell = row?.at(-1);
    if (row === undefined || cell === undefined) this.lines.push(words);
    else row[row.length - 1] = cell + (cell === "" || words === "" ? "" : " ") + words.replaceAll("\n", " ");
  }
}
