import type { PaperAnswer, PaperChoice, PaperQuestion } from "@diaoyan/instruments";
import {
  AlignmentType,
  BorderStyle,
  Document,
  type FileChild,
  Footer,
  Header,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  WidthType,
} from "docx";
import { normalisePackage } from "../docx/normalise-package.ts";
import type { TextLook } from "../docx/page-profile.ts";
import { textIn } from "../docx/text-runs.ts";

/** A questionnaire as it is printed: who asks, the notice in short, the questions. */
export interface PaperForm {
  readonly title: string;
  readonly study: string;
  readonly undertaker: string;
  /** Short notice a respondent reads first. */
  readonly notice: string;
  readonly questions: readonly PaperQuestion[];
  /** First digits of the version's hash: says which version a filled form belongs to. */
  readonly version: string;
  readonly simulated: boolean;
  /** Date that stands in the file's properties, ISO 8601. */
  readonly publishedAt: string;
}

// one font for both scripts: the box beside a digit counts as Latin and would shrink
const song = { eastAsia: "宋体", ascii: "宋体" };
const hei = { eastAsia: "黑体", ascii: "黑体" };
const looks = {
  title: { font: hei, size: 36 },
  question: { font: hei, size: 22 },
  answer: { font: song, size: 21 },
  small: { font: song, size: 18 },
} as const satisfies Record<string, TextLook>;

const twips = (millimetres: number): number => Math.round((millimetres / 25.4) * 1440);
const textWidth = twips(174);
const margin = twips(18);
const box = "□";
/** A choice stays on one line: no break at blanks, none around dashes. */
const nonBreaking = "\u00A0";
const joiner = "\u2060";

/** Renders a questionnaire as an A4 form with the codes of its answers. The same form gives the same bytes. */
export async function renderForm(form: PaperForm): Promise<Uint8Array<ArrayBuffer>> {
  const document = new Document({
    title: form.title,
    creator: form.undertaker,
    description: `问卷版本${form.version}${form.simulated ? "；模拟数据" : ""}`,
    styles: { default: { document: { run: { font: song.eastAsia, size: looks.answer.size } } } },
    sections: [
      {
        properties: {
          page: {
            size: { width: twips(210), height: twips(297) },
            margin: { top: margin, bottom: margin, left: margin, right: margin },
          },
        },
        headers: { default: writeHeader(form) },
        footers: { default: writeFooter(form) },
        children: [...writeHead(form), ...form.questions.flatMap(writeQuestion)],
      },
    ],
  });
  const bytes = new Uint8Array(await Packer.toArrayBuffer(document));
  return normalisePackage(bytes, { takenAt: form.publishedAt });
}

function line(
  look: TextLook,
  text: string,
  more: { readonly centred?: boolean; readonly after?: number; readonly keepNext?: boolean } = {},
): Paragraph {
  return new Paragraph({
    ...(more.centred ? { alignment: AlignmentType.CENTER } : {}),
    ...(more.keepNext ? { keepNext: true } : {}),
    spacing: { after: more.after ?? 60, line: 320 },
    children: [textIn(look, text)],
  });
}

function writeHeader({ simulated }: PaperForm): Header {
  return new Header({
    children: [line(looks.small, simulated ? "模拟数据，仅供演示，不代表真实情况" : "", { centred: true })],
  });
}

function writeFooter({ version }: PaperForm): Footer {
  const text = `问卷版本 ${version}　　录入 ________　　复核 ________　　第 `;
  return new Footer({
    children: [
      new Paragraph({
        alignment: AlignmentType.CENTER,
        children: [
          textIn(looks.small, text),
          textIn(looks.small, "", { children: [PageNumber.CURRENT] }),
          textIn(looks.small, " 页，共 "),
          textIn(looks.small, "", { children: [PageNumber.TOTAL_PAGES] }),
          textIn(looks.small, " 页"),
        ],
      }),
    ],
  });
}

function writeHead({ title, study, notice }: PaperForm): readonly FileChild[] {
  const border = { style: BorderStyle.SINGLE, size: 4, space: 6 };
  return [
    line(looks.small, study, { centred: true, after: 120 }),
    line(looks.title, title, { centred: true, after: 200 }),
    new Paragraph({
      border: { top: border, bottom: border, left: border, right: border },
      spacing: { after: 120, line: 320 },
      indent: { left: 120, right: 120 },
      children: [textIn(looks.answer, notice)],
    }),
    line(looks.answer, `填写说明：请在所选项的“${box}”内打“√”；标“*”的题目请务必填写。问卷编号：______________`, {
      after: 160,
    }),
  ];
}

function writeQuestion({ number, title, required, onlyIf, answer }: PaperQuestion): readonly FileChild[] {
  const several = answer.kind === "choices" && answer.several;
  const ranked = answer.kind === "choices" && answer.ranked;
  const how = ranked ? "（请在括号内填写名次，1为最优先）" : several ? "（可多选）" : "";
  const who = onlyIf === "" ? "" : `〔${onlyIf}者回答〕`;
  return [
    line(looks.question, `${number}．${title}${required ? "*" : ""}${how}${who}`, { keepNext: true }),
    ...writeAnswer(answer),
  ];
}

function writeAnswer(answer: PaperAnswer): readonly FileChild[] {
  switch (answer.kind) {
    case "choices":
      return [
        line(looks.answer, answer.choices.map((choice) => writeChoice(choice, answer.ranked)).join("　"), {
          after: 140,
        }),
      ];
    case "grid":
      return [
        writeTable([
          ["", ...answer.columns.map(({ label }) => label)],
          ...answer.rows.map((row) => [row, ...answer.columns.map(({ code }) => `${box}${code}`)]),
        ]),
        gap(),
      ];
    case "table":
      return [
        writeTable([["", ...answer.columns], ...answer.rows.map((row) => [row, ...answer.columns.map(() => "")])]),
        gap(),
      ];
    case "blanks":
      return answer.labels.map((label) => line(looks.answer, `${label}：${"_".repeat(40)}`));
    case "lines":
      return [...Array.from({ length: answer.count }, writeRule), gap()];
    case "line":
      return [line(looks.answer, `${"_".repeat(answer.unit === "number" ? 16 : 48)}`, { after: 140 })];
  }
}

function writeChoice({ code, label }: PaperChoice, ranked: boolean): string {
  const mark = ranked ? "（　）" : box;
  const open = label === "其他" || label === "其它" ? "：____________" : "";
  return `${mark}${code}${nonBreaking}${label}${open}`
    .replaceAll(" ", nonBreaking)
    .replaceAll(/[—–-]+/g, (dash) => joiner + dash + joiner);
}

const rule = { style: BorderStyle.SINGLE, size: 4, space: 1 };

function writeRule(): Paragraph {
  return new Paragraph({
    // equal neighbours share their border in Word: the one between them draws the lines
    border: { bottom: rule, between: rule },
    spacing: { line: 440 },
    children: [],
  });
}

const gap = (): Paragraph => line(looks.small, "");

/** A ruled table; its header row is repeated on every page, the first column is wide, rows are not torn. */
function writeTable(rows: readonly (readonly string[])[]): Table {
  const columns = rows[0]?.length ?? 1;
  const first = Math.round(textWidth * (columns > 7 ? 0.28 : 0.36));
  const rest = Math.floor((textWidth - first) / Math.max(1, columns - 1));
  return new Table({
    width: { size: textWidth, type: WidthType.DXA },
    columnWidths: [first, ...Array.from({ length: columns - 1 }, () => rest)],
    layout: TableLayoutType.FIXED,
    rows: rows.map(
      (cells, row) =>
        new TableRow({
          tableHeader: row === 0,
          cantSplit: true,
          children: cells.map(
            (text, column) =>
              new TableCell({
                width: { size: column === 0 ? first : rest, type: WidthType.DXA },
                margins: { top: 40, bottom: 40, left: 60, right: 60 },
                children: [
                  new Paragraph({
                    ...(column === 0 ? {} : { alignment: AlignmentType.CENTER }),
                    spacing: { line: 280 },
                    children: [textIn(row === 0 ? looks.small : looks.answer, text)],
                  }),
                ],
              }),
          ),
        }),
    ),
  });
}
