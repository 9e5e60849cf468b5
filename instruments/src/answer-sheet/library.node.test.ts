import { join } from "node:path";
import { expect, it } from "vitest";
import { compileQuestionnaire } from "../compile/compile-questionnaire.ts";
import { readAnswerRow } from "../compile/read-answer-row.ts";
import { tabulateAnswers } from "../compile/tabulate-answers.ts";
import type { CompiledQuestionnaire } from "../model/compiled.ts";
import type { Answers } from "../model/response.ts";
import { loadPack } from "../pack/load-pack.ts";
import { readPackFolder } from "../pack/read-pack-folder.node.ts";
import { generateAnswers } from "../simulate/generate-answers.ts";
import { seededRandom } from "../simulate/random-source.ts";
import { readWorkbook } from "../spreadsheet/read-workbook.ts";
import { writeWorkbook } from "../spreadsheet/write-workbook.ts";
import { type AnswerTarget, answerTargets } from "./answer-targets.ts";
import { mapAnswers } from "./map-answers.ts";
import { matchColumns } from "./match-columns.ts";
import { readHeader } from "./read-header.ts";

const packs = ["evaluation-reform", "talent-development", "activities"];
const library = (
  await Promise.all(
    packs.map(
      async (pack) => loadPack(await readPackFolder(join(import.meta.dirname, "../../library", pack))).questionnaires,
    ),
  )
).flat();

type Cells = ReturnType<typeof tabulateAnswers>;

/** A question of the form 问卷星 exports: its headers, and its cells for one respondent. */
function writeQuestion(target: AnswerTarget, number: number, cells: Cells): { headers: string[]; row: string[] } {
  const { title, kind, variables, other, missing } = target;
  const coded = (name: string) => {
    const cell = cells.get(name);
    if (cell !== undefined && "value" in cell) return cell.value;
    const { missing: [code] = [] } = variables.find((variable) => variable.name === name) ?? {};
    return cell?.missing === "notApplicable" ? code : undefined;
  };
  const [first] = variables;
  const [unclear] = missing;
  const cell = first === undefined ? undefined : cells.get(first.name);
  if (unclear !== undefined && cell !== undefined && "missing" in cell && cell.missing === "notApplicable")
    return { headers: [`${number}、${title}`], row: [unclear.label] };
  const beside = other === null ? undefined : coded(other);
  const text = beside === undefined ? "" : `〖${beside}〗`;
  if (kind === "many" || kind === "order") {
    const chosen = variables
      .filter(({ name }) => (kind === "many" ? coded(name) === 1 : coded(name) !== undefined))
      .sort((a, b) => (kind === "many" ? 0 : Number(coded(a.name)) - Number(coded(b.name))))
      .map(({ name, label }) => (name.endsWith("_is_other") ? `${label.zh}${text}` : label.zh));
    return {
      headers: [`${number}、${title}`],
      row: [chosen.length === 0 ? "(跳过)" : chosen.join(kind === "many" ? "┋" : "→")],
    };
  }
  const headers = variables.map(({ label, questionLabel }) => {
    const part = label.zh.startsWith(`${title}：`) ? label.zh.slice(title.length + 1) : label.zh;
    return `${number}、${title}${questionLabel === undefined ? "" : `—${part}`}`;
  });
  const row = variables.map(({ name, valueLabels }) => {
    const value = coded(name);
    if (value === undefined) return "(跳过)";
    const label = valueLabels?.find((one) => one.value === String(value))?.label.zh ?? String(value);
    return valueLabels !== undefined && String(value) === "97" ? `${label}${text}` : label;
  });
  return { headers, row };
}

function writeSheet(compiled: CompiledQuestionnaire, all: readonly Answers[]) {
  const targets = answerTargets(compiled);
  const written = all.map((answers) => {
    const cells = tabulateAnswers(compiled, answers);
    return targets.map((target, index) => writeQuestion(target, index + 1, cells));
  });
  const header = written[0]?.flatMap(({ headers }) => headers) ?? [];
  const rows = written.map((questions) => questions.flatMap(({ row }) => row));
  return {
    name: "答卷",
    rows: [["序号", "来自IP", ...header], ...rows.map((row, index) => [String(index + 1), "203.0.113.9", ...row])],
  };
}

it.each(library.map((one) => [String(one.name), one] as const))(
  "%s comes back from an answer file by its texts",
  (_name, definition) => {
    const compiled = compileQuestionnaire(definition);
    const random = seededRandom(7);
    const all = Array.from({ length: 12 }, () => generateAnswers(definition, random));
    const [sheet] = readWorkbook(writeWorkbook([writeSheet(compiled, all)])).sheets;
    if (sheet === undefined) throw new Error("no sheet was written");
    const matches = matchColumns(compiled, (sheet.rows[0] ?? []).map(readHeader));
    expect(
      matches
        .filter(({ column, target }) => column.kind === "question" && target === null)
        .map(({ column }) => column.header),
    ).toEqual([]);
    const { header, rows, faults } = mapAnswers(compiled, sheet, matches);
    expect(faults).toEqual([]);
    const back = rows.map((row) =>
      readAnswerRow(compiled, new Map(header.map((name, index) => [name, row[index] ?? ""]))),
    );
    expect(back.map((one) => [...tabulateAnswers(compiled, one)])).toEqual(
      all.map((one) => [...tabulateAnswers(compiled, one)]),
    );
  },
);
