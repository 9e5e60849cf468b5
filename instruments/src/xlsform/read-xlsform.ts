import { draftName, draftQuestionnaire } from "../exchange/draft-metadata.ts";
import type { ReadQuestionnaire } from "../exchange/read-survey-json.ts";
import { lintQuestionnaire } from "../lint/lint-questionnaire.ts";
import type { Json, QuestionnaireDefinition } from "../model/questionnaire.ts";
import { FindingList, type LintFinding } from "../profile/finding.ts";
import type { Sheet, Workbook } from "../spreadsheet/workbook.ts";
import { cellAt } from "../spreadsheet/workbook.ts";
import { ownColumn, ownSheet } from "./columns.ts";
import { readChoiceLists } from "./read-choice-lists.ts";
import { GroupReader } from "./read-groups.ts";
import { parse, readKept } from "./read-kept.ts";
import { SymbolReader } from "./read-symbols.ts";
import { readTable, sheetOf, type Table } from "./read-table.ts";
import { readTree, type SurveyNode } from "./survey-tree.ts";

const surveyNames: ReadonlySet<string> = new Set([
  "type",
  "name",
  "label",
  "hint",
  "required",
  "required_message",
  "relevant",
  "constraint",
  "constraint_message",
  "appearance",
  "calculation",
  "parameters",
  "choice_filter",
  "repeat_count",
  "default",
  "readonly",
  "disabled",
  ownColumn,
]);

/** Most rows of the sheet survey; the profile takes no questionnaire of more elements. */
const mostRows = 5_000;

interface Sheets {
  readonly survey: Table;
  readonly tree: readonly SurveyNode[];
  readonly choices: Table;
  readonly settings: Table;
}

const noTable: Table = { rows: [], columns: [] };

function readSheets(workbook: Workbook, list: FindingList): Sheets | null {
  const survey = sheetOf(workbook, "survey");
  if (survey === undefined || survey.rows.length > mostRows) {
    const names = workbook.sheets.map(({ name }) => name).join(", ");
    list.error(
      "xlsform.no-survey",
      "survey",
      survey === undefined
        ? `the file has no sheet survey, it has ${names || "none"}`
        : `the sheet survey has ${survey.rows.length} rows, at most ${mostRows} are read`,
      "choose an XLSForm: an .xlsx with the sheets survey, choices and settings",
    );
    return null;
  }
  const table = readTable(survey, surveyNames, list);
  for (const column of ["type", "name"])
    if (!table.columns.includes(column))
      list.error(
        "xlsform.no-column",
        "survey!1",
        `the sheet survey has no column ${column}`,
        "name the column in row 1",
      );
  const optional = (name: string, read: (sheet: Sheet) => Table) => {
    const sheet = sheetOf(workbook, name);
    return sheet === undefined ? noTable : read(sheet);
  };
  return {
    survey: table,
    tree: readTree(table, list),
    // columns of one's own are what choice filters ask for
    choices: optional("choices", (sheet) => readTable(sheet, new Set(sheetColumns(sheet)), list)),
    settings: optional("settings", (sheet) => readTable(sheet, new Set(sheetColumns(sheet)), new FindingList())),
  };
}

function sheetColumns({ rows }: Sheet): readonly string[] {
  const names = rows.find((row) => row.some((cell) => cell.trim() !== "")) ?? [];
  return [...names.map((name) => name.trim().toLowerCase()), "label", "list_name", "name"];
}

const manyKeys: Readonly<Record<string, string>> = {
  construct: "constructs",
  importancePerformance: "importancePerformance",
  derive: "derive",
  attentionCheck: "attentionChecks",
};

/** What an export kept on the sheet of our own; null where the file comes from elsewhere. */
function readMetadata(workbook: Workbook, list: FindingList): Readonly<Record<string, Json>> | null {
  const sheet = sheetOf(workbook, ownSheet);
  if (sheet === undefined) return null;
  const read: Record<string, Json> = { constructs: [] };
  for (const [index, row] of sheet.rows.entries()) {
    const key = cellAt(row, 0).trim();
    const value = parse(cellAt(row, 1));
    if (index === 0 || key === "") continue;
    if (value === undefined) {
      list.error(
        "xlsform.kept-broken",
        `${ownSheet}!B${index + 1}`,
        `${key} holds no JSON any more`,
        "export the questionnaire again",
      );
      continue;
    }
    const many = Object.hasOwn(manyKeys, key) ? manyKeys[key] : undefined;
    if (many === undefined) read[key] = value;
    else read[many] = [...((read[many] ?? []) as readonly Json[]), value];
  }
  return read;
}

/** Adds to each finding about the JSON the row of the sheet its question came from. */
function withRows(findings: readonly LintFinding[], survey: Table, definition: Json): readonly LintFinding[] {
  const rows = new Map(survey.rows.map((row) => [row.cell("name"), row.number]));
  return findings.map((finding) => {
    const names: string[] = [];
    let at: unknown = definition;
    for (const [, key, index] of finding.path.matchAll(/([^.[\]]+)|\[(\d+)\]/gu)) {
      at = (at as Record<string, unknown> | undefined)?.[key ?? Number(index)];
      const name = (at as { readonly name?: unknown } | null | undefined)?.name;
      if (typeof name === "string") names.push(name);
    }
    const own = rows.get(names.at(-1) ?? "") ?? rows.get(names.slice(-2).join("_")) ?? rows.get(names.at(-2) ?? "");
    return own === undefined ? finding : { ...finding, path: `survey!${own} ${finding.path}` };
  });
}

/**
 * Reads an XLSForm into a questionnaire (`docs/xlsform.md`). What has no counterpart is left out and listed with sheet,
 * row and column; the lint's findings follow. `name` is used where the file names no form. Never throws.
 */
export function readXlsform(workbook: Workbook, name: string): ReadQuestionnaire {
  const list = new FindingList();
  const sheets = readSheets(workbook, list);
  if (sheets === null) return { definition: null, findings: list.findings };
  const lists = readChoiceLists(sheets.choices, list);
  const keptType = ({ row }: SurveyNode) => readKept(row, ownColumn, new FindingList())["type"];
  const reader = new SymbolReader(lists, keptType);
  reader.read(sheets.tree);
  const groups = new GroupReader({ lists, symbols: reader.symbols, findings: list });
  const pages = groups.pages(sheets.tree);
  const survey = { pages, ...(groups.calculated.length > 0 ? { calculatedValues: groups.calculated } : {}) };
  const definition = assemble({ workbook, settings: sheets.settings, name, survey }, list);
  const lint = withRows(lintQuestionnaire(definition), sheets.survey, definition as unknown as Json);
  return { definition, findings: [...unique(list.findings), ...lint] };
}

/** Some cells are looked at twice. */
function unique(findings: readonly LintFinding[]): readonly LintFinding[] {
  return [
    ...new Map(findings.map((finding) => [`${finding.code} ${finding.path} ${finding.message}`, finding])).values(),
  ];
}

interface Parts {
  readonly workbook: Workbook;
  readonly settings: Table;
  readonly name: string;
  readonly survey: Readonly<Record<string, Json>>;
}

function assemble({ workbook, settings, name, survey }: Parts, list: FindingList): QuestionnaireDefinition {
  const [setting] = settings.rows;
  const id = setting?.cell("form_id") || setting?.cell("id_string") || name;
  const metadata = readMetadata(workbook, list);
  if (metadata !== null) {
    const { survey: rest = {}, surveyTitle, ...kept } = metadata;
    const titled = surveyTitle === undefined ? {} : { title: surveyTitle };
    return {
      name: draftName(id),
      ...kept,
      survey: { ...(rest as Readonly<Record<string, Json>>), ...titled, ...survey },
    } as unknown as QuestionnaireDefinition;
  }
  const title = setting?.cell("form_title") || setting?.cell("title");
  const usual = { locale: "zh-cn", showQuestionNumbers: "on", showProgressBar: true, progressBarType: "pages" };
  const head = { name: id, title: title ? { zh: title } : undefined, path: "settings" };
  return draftQuestionnaire({ ...usual, ...survey }, head, list);
}
