import type { Variable } from "../model/variable.ts";
import { otherCode } from "../program/program.ts";
import { isNoAnswer, normaliseText } from "./normalise-text.ts";

/** Codes by variable that one cell stands for; null where the cell says nothing that is known. */
export type CellCodes = readonly (readonly [variable: string, code: string])[] | null;

/** A text written beside an option: 其他〖…〗. */
const beside = /^(.*?)[〖\u3016]([^〗]*)[〗\u3017]?\s*$/su;

function splitBeside(cell: string): readonly [option: string, text: string] {
  const found = beside.exec(cell);
  return found === null ? [cell, ""] : [found[1] ?? "", (found[2] ?? "").trim()];
}

/** Codes of a question's choices by their labels. */
export class ChoiceReader {
  private readonly byLabel = new Map<string, string>();
  /** Texts looked up before: a column repeats the same few. */
  private readonly known = new Map<string, string | undefined>();
  private readonly codes: ReadonlySet<string>;
  private readonly prefix: string;
  /** Whether cells hold places in the list of options instead of codes. */
  private readonly ordered: readonly string[] | null;

  constructor(
    choices: readonly (readonly [code: string, label: string])[],
    cells: Iterable<string>,
    /** What stands in front of the codes here but not in cells. */
    prefix = "",
  ) {
    this.prefix = prefix;
    for (const [code, label] of choices) this.byLabel.set(normaliseText(label), code);
    this.codes = new Set(choices.map(([code]) => code));
    this.ordered = this.findOrder(
      choices.map(([code]) => code),
      cells,
    );
  }

  /** Numbers that are no codes, but all of them places in the list, are places. */
  private findOrder(codes: readonly string[], cells: Iterable<string>): readonly string[] | null {
    let strange = false;
    for (const cell of cells) {
      if (isNoAnswer(cell) || this.codes.has(`${this.prefix}${cell.trim()}`)) continue;
      const place = Number(cell);
      if (!Number.isInteger(place) || place < 1 || place > codes.length) return null;
      strange = true;
    }
    return strange ? codes : null;
  }

  /** The code of an option's text or code; undefined where it is neither. */
  code(text: string): string | undefined {
    if (!this.known.has(text)) this.known.set(text, this.lookUp(text));
    return this.known.get(text);
  }

  private lookUp(text: string): string | undefined {
    const known = this.byLabel.get(normaliseText(text));
    if (known !== undefined) return known;
    const plain = text.normalize("NFKC").trim();
    if (this.ordered !== null) return this.ordered[Number(plain) - 1];
    const code = `${this.prefix}${plain}`;
    if (this.codes.has(code)) return code;
    return /^(?:其他|其它|other)/iu.test(plain) ? this.otherCode() : undefined;
  }

  private otherCode(): string | undefined {
    return [String(otherCode), "other", `${this.prefix}is_other`].find((code) => this.codes.has(code));
  }
}

/** The code of an option and what was written beside it; an option whose own text holds such brackets is taken whole. */
function readItem(item: string, reader: ChoiceReader): { readonly code: string; readonly text: string } | null {
  const [option, text] = splitBeside(item);
  const code = text === "" ? undefined : reader.code(option);
  if (code !== undefined) return { code, text };
  const whole = reader.code(item) ?? reader.code(option);
  return whole === undefined ? null : { code: whole, text: "" };
}

/** Codes of a cell with one choice. */
export function readOne(variable: Variable, other: string | null, cell: string, reader: ChoiceReader): CellCodes {
  const item = readItem(cell, reader);
  if (item === null) return null;
  const code = [variable.name, item.code] as const;
  return item.text === "" || other === null ? [code] : [code, [other, item.text]];
}

/** Options of a cell, joined by ┋ or, as codes, by commas. */
function splitOptions(cell: string): readonly string[] {
  if (/[┋┇]/u.test(cell)) return cell.split(/[┋┇]/u);
  if (/^\s*\d+(?:\s*[,，]\s*\d+)+\s*$/u.test(cell)) return cell.split(/[,，]/u);
  return /→|->/u.test(cell) ? cell.split(/→|->/u) : [cell];
}

/** Codes of a cell with several choices: 1 for the chosen, 0 for the rest; ranks from 1 where they are ranked. */
export function readSeveral(
  names: readonly string[],
  other: string | null,
  cell: string,
  { reader, ranked }: { readonly reader: ChoiceReader; readonly ranked: boolean },
): CellCodes {
  const chosen: string[] = [];
  const texts: [string, string][] = [];
  for (const option of splitOptions(cell)) {
    const item = readItem(option, reader);
    if (item === null) return null;
    chosen.push(item.code);
    if (item.text !== "" && other !== null) texts.push([other, item.text]);
  }
  const codes = names.map((name): readonly [string, string] => {
    const rank = chosen.indexOf(name) + 1;
    return [name, ranked ? (rank === 0 ? "" : String(rank)) : rank === 0 ? "0" : "1"];
  });
  return [...codes, ...texts];
}

/** Code of a column that says with 1 or 0 whether an option was chosen. */
export function readChosen(column: string, cell: string): CellCodes {
  const plain = cell.normalize("NFKC").trim();
  if (/^(?:1|是|选中|√|✓|yes|true)$/iu.test(plain)) return [[column, "1"]];
  return /^(?:0|否|未选中?|no|false)$/iu.test(plain) ? [[column, "0"]] : null;
}

/** Codes of a column that stands for one option: 1 or 0, the option's own text, or what was written beside 其他. */
export function readOption(variable: Variable, other: string | null, cell: string): CellCodes {
  const [option, beside] = splitBeside(cell);
  const isOther = other !== null && variable.name.endsWith("_is_other");
  const plain = readChosen(variable.name, option);
  if (plain?.[0]?.[1] === "0") return plain;
  const text = beside === "" ? [] : [[other ?? "", beside] as const];
  if (plain !== null || normaliseText(option) === normaliseText(variable.label.zh))
    return isOther ? [[variable.name, "1"], ...text] : [[variable.name, "1"]];
  return isOther
    ? [
        [variable.name, "1"],
        [other, beside === "" ? cell.trim() : beside],
      ]
    : null;
}

const slashed = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T](\d{1,2}):(\d{2})(?::\d{2})?)?/u;

/** Code of a cell without choices: a number, a date or a text. */
export function readPlain(variable: Variable, cell: string): CellCodes {
  if (variable.type === "string") return [[variable.name, cell.trim()]];
  if (variable.type === "numeric") {
    const number = cell
      .normalize("NFKC")
      .trim()
      .replace(/,(?=\d{3}\b)/gu, "")
      .replace(/(?<=\d)\s*(?:分|人|年|岁|万元|元|%|次|个)$/u, "");
    return number !== "" && Number.isFinite(Number(number)) ? [[variable.name, number]] : null;
  }
  const [, year, month = "", day = "", hour = "00", minute = "00"] = slashed.exec(cell.trim()) ?? [];
  if (year === undefined) return null;
  const date = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  return [[variable.name, variable.type === "date" ? date : `${date}T${hour.padStart(2, "0")}:${minute}`]];
}
