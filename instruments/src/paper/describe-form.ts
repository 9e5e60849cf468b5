import type { CompiledQuestionnaire } from "../model/compiled.ts";
import { type LocalizedText, textIn } from "../model/localized.ts";
import { codeOf, isNumericOffer } from "../program/make-variables.ts";
import {
  type AnswerRule,
  type Choice,
  type FieldStep,
  isAssignment,
  type Offer,
  type Program,
  type Step,
} from "../program/program.ts";
import { type NumberOf, sayCondition } from "./say-condition.ts";

/** A choice with the code that is entered for it. */
export interface PaperChoice {
  readonly code: string;
  readonly label: string;
}

/** What is filled in below a question on paper. */
export type PaperAnswer =
  | {
      readonly kind: "choices";
      readonly several: boolean;
      readonly ranked: boolean;
      readonly choices: readonly PaperChoice[];
    }
  | { readonly kind: "grid"; readonly rows: readonly string[]; readonly columns: readonly PaperChoice[] }
  | { readonly kind: "table"; readonly rows: readonly string[]; readonly columns: readonly string[] }
  | { readonly kind: "line"; readonly unit: "number" | "text" }
  | { readonly kind: "lines"; readonly count: number }
  | { readonly kind: "blanks"; readonly labels: readonly string[] };

/** A question as it is printed; `variable` is what the data entry calls it. */
export interface PaperQuestion {
  readonly number: number;
  readonly variable: string;
  readonly title: string;
  readonly required: boolean;
  /** Who answers, e.g. `第2题选1、3`; empty where everybody does. */
  readonly onlyIf: string;
  readonly answer: PaperAnswer;
}

const longText = 500;
const listRows = 5;

/** The questions of a published questionnaire in the order they are printed, with the codes of their answers. */
export function describeForm(compiled: CompiledQuestionnaire): readonly PaperQuestion[] {
  const { steps } = compiled.program as unknown as Program;
  const numbers = new Map<string, number>();
  for (const step of steps) if (isPrinted(step)) numbers.set(step.name, numbers.size + 1);
  const numberOf: NumberOf = (question) => {
    const number = numbers.get(question);
    return number === undefined ? undefined : `第${number}题`;
  };
  return steps.filter(isPrinted).map((field) => ({
    number: numbers.get(field.name) ?? 0,
    variable: field.name,
    title: inChinese(field.title),
    required: field.required === true,
    onlyIf: sayConditions(field, steps, numberOf),
    answer: describeAnswer(field.answer),
  }));
}

const inChinese = (text: LocalizedText): string => textIn("zh", text);

function isPrinted(step: Step): step is FieldStep {
  return step.kind === "field" && step.answer.kind !== "computed" && !isAssignment(step);
}

/** The conditions of a question and of the panels and pages around it, as far as they can be said. */
function sayConditions(field: FieldStep, steps: readonly Step[], numberOf: NumberOf): string {
  const said: string[] = [];
  for (let at: Step | undefined = field; at !== undefined && at.kind !== "calculated"; at = steps[at.parent]) {
    const condition = at.visibleIf === undefined ? undefined : sayCondition(at.visibleIf, numberOf);
    if (condition !== undefined) said.unshift(condition);
  }
  return [...new Set(said)].join("，且");
}

function describeAnswer(answer: AnswerRule): PaperAnswer {
  switch (answer.kind) {
    case "one":
      return { kind: "choices", several: false, ranked: false, choices: listChoices(answer.offer) };
    case "many":
      return { kind: "choices", several: true, ranked: false, choices: listChoices(answer.offer) };
    case "order":
      return { kind: "choices", several: true, ranked: true, choices: listChoices(answer.offer) };
    case "flag": {
      const choices = answer.labels.map((label, index) => ({ code: index === 0 ? "1" : "0", label: inChinese(label) }));
      return { kind: "choices", several: false, ranked: false, choices };
    }
    case "grid":
      return { kind: "grid", rows: listLabels(answer.rows), columns: listChoices({ choices: answer.columns }) };
    case "items":
      return { kind: "blanks", labels: listColumns(answer.steps) };
    case "table":
      return { kind: "table", rows: listLabels(answer.rows), columns: listColumns(answer.steps) };
    case "list": {
      const count = Math.min(answer.max, listRows);
      return {
        kind: "table",
        rows: Array.from({ length: count }, (_, row) => String(row + 1)),
        columns: listColumns(answer.steps),
      };
    }
    case "number":
      return { kind: "line", unit: "number" };
    case "text":
      return answer.maxLength > longText ? { kind: "lines", count: 4 } : { kind: "line", unit: "text" };
    default:
      return { kind: "line", unit: "text" };
  }
}

function listChoices({ choices }: Offer): readonly PaperChoice[] {
  const numeric = isNumericOffer(choices);
  return choices.map(({ value, label }) => ({ code: String(codeOf(value, numeric)), label: inChinese(label) }));
}

const listLabels = ({ choices }: Offer): readonly string[] => choices.map(({ label }: Choice) => inChinese(label));

function listColumns(steps: readonly Step[]): readonly string[] {
  return steps.flatMap((step) => (isPrinted(step) ? [inChinese(step.title) + listColumnCodes(step.answer)] : []));
}

/** Codes that are written into the cells of a column, e.g. `（1已建立；2在建）`. */
function listColumnCodes(answer: AnswerRule): string {
  const described = describeAnswer(answer);
  if (described.kind !== "choices") return "";
  return `（${described.choices.map(({ code, label }) => `${code}${label}`).join("；")}）`;
}
