import { questionnaireRefused } from "../errors.ts";
import type { QuestionnaireDefinition } from "../model/questionnaire.ts";
import { FindingList, type LintFinding } from "../profile/finding.ts";
import { readForm } from "../profile/read-form.ts";
import type { NewSheet } from "../spreadsheet/write-workbook.ts";
import { choiceColumns, formLanguages, ownSheet, surveyColumns } from "./columns.ts";
import { SymbolTable } from "./form-symbols.ts";
import { RowWriter } from "./write-rows.ts";

/** A questionnaire as sheets of an XLSForm, and what other programs will not know of it. */
export interface WrittenXlsform {
  readonly sheets: readonly NewSheet[];
  readonly losses: readonly LintFinding[];
}

const saidElsewhere: ReadonlySet<string> = new Set(["pages", "elements", "calculatedValues", "title"]);

/** What the analysis must know, one line a part. */
function metadataRows(definition: QuestionnaireDefinition): readonly (readonly [string, string])[] {
  const { survey, constructs, importancePerformance = [], derive = [], attentionChecks = [], split } = definition;
  const { personal, nomination } = definition;
  const rest = Object.fromEntries(Object.entries(survey).filter(([key]) => !saidElsewhere.has(key)));
  const lines = (key: string, values: readonly unknown[]) =>
    values.map((value): readonly [string, string] => [key, JSON.stringify(value)]);
  return [
    ...lines("title", [definition.title]),
    ...lines("purpose", [definition.purpose]),
    ...lines("form", [definition.form]),
    ...lines("minutes", [definition.minutes]),
    ...lines("missingCodes", [definition.missingCodes]),
    ...lines("construct", constructs),
    ...lines("importancePerformance", importancePerformance),
    ...lines("derive", derive),
    ...lines("attentionCheck", attentionChecks),
    ...(split === undefined ? [] : lines("split", [split])),
    ...(personal === undefined ? [] : lines("personal", [personal])),
    ...(nomination === undefined ? [] : lines("nomination", [nomination])),
    ...lines("survey", [rest]),
    ...(survey["title"] === undefined ? [] : lines("surveyTitle", [survey["title"]])),
  ];
}

/** What a loss means, for whoever opens the file. */
const lossWords: ReadonlyMap<string, string> = new Map([
  ["xlsform.kept-apart", "XLSForm 没有对应的列，保存在 diaoyan 列，其他软件不识别"],
  ["xlsform.not-expressed", "XLSForm 无法表达，保存在 diaoyan 列，其他软件不执行"],
  ["xlsform.metadata", "构念、缺失代码、调查目的等保存在 diaoyan 工作表，其他软件不识别"],
]);

function lossRows(losses: readonly LintFinding[]): readonly (readonly string[])[] {
  return losses.map(({ code, path, message, remedy }) => [path, lossWords.get(code) ?? "", message, remedy]);
}

/**
 * Writes a questionnaire as XLSForm (`docs/xlsform.md`). What XLSForm cannot say stands in columns and a sheet of our own,
 * which other programs pass over; each such place is reported and listed on the sheet `losses`.
 * @throws QuestionnaireRefused where the profile refuses the questionnaire.
 */
export function writeXlsform(definition: QuestionnaireDefinition): WrittenXlsform {
  const read = new FindingList();
  const { pages, calculated } = readForm(definition.survey, read);
  if (read.hasErrors) throw questionnaireRefused(definition.name, read.findings);
  const list = new FindingList();
  const writer = new RowWriter(new SymbolTable(pages, calculated), list);
  for (const [index, page] of pages.entries()) writer.page(page, index);
  for (const { name, expression, kept } of calculated) writer.calculated(name, expression, kept);
  list.warn(
    "xlsform.metadata",
    ownSheet,
    "constructs, missing codes and the purpose have no place in XLSForm",
    "Diaoyan reads them from the sheet diaoyan; other programs do not know them",
  );
  const table = (columns: readonly string[], rows: readonly Readonly<Record<string, string>>[]) => [
    columns,
    ...rows.map((row) => columns.map((column) => row[column] ?? "")),
  ];
  const settings = [
    ["form_title", "form_id", "default_language", "style"],
    [definition.title.zh, definition.name, formLanguages.zh, "pages"],
  ];
  return {
    losses: list.findings,
    sheets: [
      {
        name: "survey",
        rows: table(surveyColumns, writer.rows as readonly Record<string, string>[]),
        widths: [18, 14, 50, 36, 30, 30, 9],
      },
      {
        name: "choices",
        rows: table(choiceColumns, writer.lists.rows as readonly Record<string, string>[]),
        widths: [16, 8, 40, 40],
      },
      { name: "settings", rows: settings, widths: [40, 20, 18, 10] },
      { name: ownSheet, rows: [["key", "value"], ...metadataRows(definition)], widths: [22, 100] },
      {
        name: "losses",
        rows: [["位置", "说明", "what", "remedy"], ...lossRows(list.findings)],
        widths: [16, 50, 70, 60],
      },
    ],
  };
}
