import type { BoxChoice, PaperBox } from "./list-boxes.ts";

/** What a clerk types by box; a box that is missing or empty was left empty. */
export type TypedForm = { readonly [key: string]: string };

/** Why a box holds no answer though somebody looked: nothing written, not legible, more than one ticked, not acceptable. */
export type PaperMark = "blank" | "illegible" | "several" | "invalid";

/** One key for each mark, on every keyboard and with a Chinese input method switched on. */
export const paperMarks: Readonly<Record<string, PaperMark>> = {
  "/": "blank",
  "?": "illegible",
  "*": "several",
  "#": "invalid",
};

/** What is wrong with what was typed, before any rule of the questionnaire is asked. */
export type TypingFault = "unknown-code" | "repeated-code" | "not-a-rank" | "not-a-number" | "not-a-date";

/** A box as it was read: cells of the data table by variable, a mark, or what is wrong; `text` is the canonical typing. */
export interface ReadBox {
  readonly text: string;
  readonly cells: ReadonlyMap<string, string>;
  readonly mark: PaperMark | null;
  readonly fault: TypingFault | null;
}

const nothing: ReadonlyMap<string, string> = new Map();

/** The mark a typing stands for; null for everything else. Full-width keys count. */
export function markOf(typed: string): PaperMark | null {
  const key = narrow(typed);
  return Object.hasOwn(paperMarks, key) ? (paperMarks[key] ?? null) : null;
}

/** Reads what was typed into a box. Codes may be full-width; several codes stand apart, or together where that is clear. */
export function parseBox(box: PaperBox, typed: string): ReadBox {
  const text = narrow(typed);
  const mark = markOf(typed);
  if (text === "" || mark !== null) return { text, cells: nothing, mark, fault: null };
  switch (box.entry.kind) {
    case "code":
      return readCode(box.key, box.entry.choices, text);
    case "codes":
      return readCodes(box, text);
    case "rank":
      return /^\d{1,2}$/.test(text) && Number(text) >= 1 && Number(text) <= box.entry.most
        ? sound(String(Number(text)), box.key)
        : faulty(text, "not-a-rank");
    case "number":
      return readNumber(box.key, text);
    case "text":
      return readText(box, typed);
  }
}

const narrow = (typed: string): string => typed.normalize("NFKC").trim();

function sound(text: string, key: string): ReadBox {
  return { text, cells: new Map([[key, text]]), mark: null, fault: null };
}

function faulty(text: string, fault: TypingFault): ReadBox {
  return { text, cells: nothing, mark: null, fault };
}

function readCode(key: string, choices: readonly BoxChoice[], text: string): ReadBox {
  return choices.some(({ code }) => code === text) ? sound(text, key) : faulty(text, "unknown-code");
}

function readCodes(box: PaperBox, text: string): ReadBox {
  if (box.entry.kind !== "codes") return faulty(text, "unknown-code");
  const { choices, suffixes } = box.entry;
  const codes = choices.map(({ code }) => code);
  const given = splitCodes(text, codes);
  if (given.some((code) => !codes.includes(code))) return faulty(text, "unknown-code");
  if (new Set(given).size < given.length) return faulty(text, "repeated-code");
  const chosen = codes.flatMap((code, index) => (given.includes(code) ? [`${box.key}_${suffixes[index]}`] : []));
  return {
    text: codes.filter((code) => given.includes(code)).join(" "),
    cells: new Map(chosen.map((variable) => [variable, "1"])),
    mark: null,
    fault: null,
  };
}

const separators = /[\s,，、;；.]+/u;

/** Codes typed apart, or together (`135`) where no code can be taken for a row of others. */
export function splitCodes(text: string, codes: readonly string[]): readonly string[] {
  const apart = text.split(separators).filter((part) => part !== "");
  if (apart.length !== 1 || codes.includes(text) || !mayJoin(codes)) return apart;
  return [...text];
}

/** Whether codes of one character each may be typed without anything between them. */
export function mayJoin(codes: readonly string[]): boolean {
  const single = new Set(codes.filter((code) => code.length === 1));
  return codes.every((code) => {
    const characters = [...code];
    const asRow = characters.every((one) => single.has(one)) && new Set(characters).size === characters.length;
    return code.length === 1 || !asRow;
  });
}

/** Numbers with or without thousands separators. */
function readNumber(key: string, text: string): ReadBox {
  const plain = /^-?\d{1,3}(,\d{3})+(\.\d+)?$/.test(text) ? text.replaceAll(",", "") : text;
  return /^-?\d{1,15}(\.\d{1,10})?$/.test(plain) ? sound(String(Number(plain)), key) : faulty(text, "not-a-number");
}

const datePatterns = { date: /^(\d{4})\D?(\d{1,2})\D?(\d{1,2})日?$/, month: /^(\d{4})\D?(\d{1,2})月?$/ } as const;

/** Dates may be typed as they are written on paper: 20260301, 2026.3.1, 2026年3月1日. */
function readText(box: PaperBox, typed: string): ReadBox {
  const format = box.entry.kind === "text" ? box.entry.format : "text";
  if (format !== "date" && format !== "month") return sound(typed.trim().replace(/\s+/gu, " "), box.key);
  const [, year, ...rest] = datePatterns[format].exec(narrow(typed)) ?? [];
  if (year === undefined) return faulty(narrow(typed), "not-a-date");
  return sound([year, ...rest.map((part) => part.padStart(2, "0"))].join("-"), box.key);
}
