import {
  answerTargets,
  type ColumnMatch,
  type CompiledQuestionnaire,
  compileQuestionnaire,
  hashText,
  mapAnswers,
  matchColumns,
  type QuestionnaireDefinition,
  readHeader,
  readWorkbook,
  type Sheet,
} from "@diaoyan/instruments";

/** An answer file as it lies before a person: its sheets with answers, and what the columns may go to. */
export interface AnswerFile {
  readonly name: string;
  readonly sheets: readonly Sheet[];
  readonly compiled: CompiledQuestionnaire;
}

/** A choice of where a column goes. */
export interface TargetOption {
  readonly value: string;
  readonly question: string;
  readonly part: string | null;
  readonly kind: "whole" | "part" | "other" | "single";
}

/** Reads an answer file in the browser. Throws what `readWorkbook` throws. */
export async function readAnswerFile(file: File, definition: QuestionnaireDefinition): Promise<AnswerFile> {
  const { sheets } = readWorkbook(new Uint8Array(await file.arrayBuffer()));
  return {
    name: file.name,
    sheets: sheets.filter(({ rows }) => rows.length > 1),
    compiled: compileQuestionnaire(definition),
  };
}

export function matchSheet({ compiled }: AnswerFile, sheet: Sheet): readonly ColumnMatch[] {
  return matchColumns(compiled, (sheet.rows[0] ?? []).map(readHeader)).filter(({ column }) => column.header !== "");
}

/** Everything a column can go to, by question in their order. */
export function listTargets({ compiled }: AnswerFile): readonly TargetOption[] {
  return answerTargets(compiled).flatMap(
    ({ question, title, kind, variables, other, missing }): readonly TargetOption[] => {
      const whole = kind === "many" || kind === "order";
      return [
        ...(whole ? [{ value: question, question: title, part: null, kind: "whole" as const }] : []),
        ...variables.map((variable) => ({
          value: variable.name,
          question: title,
          part: kind === "single" ? null : variable.label.zh,
          kind: kind === "single" ? ("single" as const) : ("part" as const),
        })),
        ...missing.map(({ column, label }) => ({
          value: column,
          question: title,
          part: label,
          kind: "part" as const,
        })),
        ...(other === null ? [] : [{ value: other, question: title, part: null, kind: "other" as const }]),
      ];
    },
  );
}

/** The first filled cell of a column, to recognise it by. */
export function sampleOf({ rows }: Sheet, column: number): string {
  return (
    rows
      .slice(1)
      .find((row) => (row[column] ?? "").trim() !== "")
      ?.[column]?.slice(0, 40) ?? ""
  );
}

/** What the server takes: variables and codes, with the rows' numbers; nothing of columns that are left out. */
export function prepareImport(file: AnswerFile, sheet: Sheet, matches: readonly ColumnMatch[]) {
  const { header, rows, rowNumbers, seconds, faults, doubled } = mapAnswers(file.compiled, sheet, matches);
  const body = {
    name: file.name,
    header: [...header],
    rows: rows.map((row) => [...row]),
    rowNumbers: [...rowNumbers],
    seconds: [...seconds],
    source: hashText(JSON.stringify(sheet.rows)),
  };
  return { body, faults, doubled };
}

/** Title of the question, with its part, that a place of the server's check names, e.g. `F2.1`. */
export function questionAt({ compiled }: AnswerFile, place: string): string | null {
  const [, name = "", row] = /^([^.[]+)(?:\.([^.[]+))?/u.exec(place) ?? [];
  const target = answerTargets(compiled).find(({ question }) => question === name);
  if (target === undefined) return null;
  const part = target.variables.find((variable) => variable.name === `${name}_${row}`);
  return part === undefined ? target.title : `${target.title} · ${part.label.zh}`;
}
