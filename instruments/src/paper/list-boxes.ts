import type { CompiledQuestionnaire } from "../model/compiled.ts";
import { textIn } from "../model/localized.ts";
import { codeOf, isNumericOffer, suffixOf } from "../program/make-variables.ts";
import {
  type AnswerRule,
  type FieldStep,
  isAssignment,
  type Offer,
  type Program,
  type Scalar,
  type Step,
  type TextFormat,
} from "../program/program.ts";

/** A code with what it stands for, in the words of the form and as a value of the answers. */
export interface BoxChoice {
  readonly code: string;
  readonly label: string;
  readonly value: Scalar;
}

/** What is typed into a box: a code, several codes, a rank, a number, a text. */
export type BoxEntry =
  | { readonly kind: "code"; readonly choices: readonly BoxChoice[] }
  | { readonly kind: "codes"; readonly choices: readonly BoxChoice[]; readonly suffixes: readonly string[] }
  | { readonly kind: "rank"; readonly choice: Scalar; readonly most: number }
  | { readonly kind: "number" }
  | { readonly kind: "text"; readonly format: TextFormat; readonly long: boolean };

/** One place of the printed form that is filled in by itself; data entry goes from box to box. */
export interface PaperBox {
  /** Name of the variable it fills; of a question with several choices, the stem of theirs. */
  readonly key: string;
  readonly question: string;
  /** Where its answer stands inside that of the question. */
  readonly parts: readonly (string | number)[];
  /** Holds the text beside the answer at that place: of 其他, or a comment. */
  readonly beside: "other" | "comment" | null;
  /** Row, column or item it belongs to; empty where the question says it all. */
  readonly label: string;
  readonly entry: BoxEntry;
}

/** Where the answer of a box stands inside that of its question, as answer problems write it. */
export function pathOf({ parts }: Pick<PaperBox, "parts">): string {
  return parts.map((part) => (typeof part === "number" ? `[${part}]` : `.${part}`)).join("");
}

type Place = Pick<PaperBox, "key" | "question" | "parts" | "label">;

const longText = 500;

/** Every box of a form in the order it is printed. Formulas have none, nor have modules: paper asks everything. */
export function listBoxes(compiled: CompiledQuestionnaire): readonly PaperBox[] {
  return listStepBoxes((compiled.program as unknown as Program).steps, null);
}

function listStepBoxes(steps: readonly Step[], outer: Place | null): readonly PaperBox[] {
  return steps.flatMap((step) => (step.kind === "field" && !isAssignment(step) ? listFieldBoxes(step, outer) : []));
}

function listFieldBoxes(field: FieldStep, outer: Place | null): readonly PaperBox[] {
  const place =
    outer === null
      ? { key: field.name, question: field.name, parts: [], label: "" }
      : inside(outer, field.name, textIn("zh", field.title));
  const boxes = listAnswerBoxes(field.answer, place);
  if (!field.other && !field.comment) return boxes;
  const beside = field.comment ? "comment" : "other";
  const label = [place.label, field.comment ? "补充说明" : "其他（文字）"].filter(Boolean).join("：");
  const entry: BoxEntry = { kind: "text", format: "text", long: field.comment === true };
  return [...boxes, { ...place, key: `${place.key}_${beside}`, label, beside, entry }];
}

function inside(outer: Place, part: string | number, label: string): Place {
  return {
    key: `${outer.key}_${typeof part === "number" ? part + 1 : part}`,
    question: outer.question,
    parts: [...outer.parts, part],
    label: [outer.label, label].filter(Boolean).join("："),
  };
}

function listAnswerBoxes(answer: AnswerRule, place: Place): readonly PaperBox[] {
  const box = (entry: BoxEntry, at: Place = place): PaperBox => ({ ...at, beside: null, entry });
  switch (answer.kind) {
    case "one":
      return [box({ kind: "code", choices: listCodes(answer.offer) })];
    case "many":
      return [box({ kind: "codes", choices: listCodes(answer.offer), suffixes: answer.offer.choices.map(suffixOf) })];
    case "order":
      return answer.offer.choices.map((choice) => {
        const at = inside(place, suffixOf(choice), textIn("zh", choice.label));
        return box(
          { kind: "rank", choice: choice.value, most: answer.offer.choices.length },
          { ...at, parts: place.parts },
        );
      });
    case "flag":
      return [box({ kind: "code", choices: listFlag(answer) })];
    case "number":
      return [box({ kind: "number" })];
    case "text":
      return [box({ kind: "text", format: answer.format, long: answer.maxLength > longText })];
    case "grid":
      return answer.rows.choices.map((row) =>
        box({ kind: "code", choices: listCodes({ choices: answer.columns }) }, rowOf(place, row)),
      );
    case "items":
      return listStepBoxes(answer.steps, place);
    case "table":
      return answer.rows.choices.flatMap((row) => listStepBoxes(answer.steps, rowOf(place, row)));
    case "list":
      return Array.from({ length: answer.max }, (_, row) => inside(place, row, String(row + 1))).flatMap((row) =>
        listStepBoxes(answer.steps, row),
      );
    case "computed":
      return [];
  }
}

function rowOf(place: Place, row: Offer["choices"][number]): Place {
  return inside(place, String(row.value), textIn("zh", row.label));
}

function listCodes({ choices }: Offer): readonly BoxChoice[] {
  const numeric = isNumericOffer(choices);
  return choices.map(({ value, label }) => ({
    code: String(codeOf(value, numeric)),
    label: textIn("zh", label),
    value,
  }));
}

function listFlag({ yes, no, labels }: Extract<AnswerRule, { kind: "flag" }>): readonly BoxChoice[] {
  return [
    { code: "1", label: textIn("zh", labels[0]), value: yes },
    { code: "0", label: textIn("zh", labels[1]), value: no },
  ];
}
