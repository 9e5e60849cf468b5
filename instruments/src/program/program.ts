import type { Expression } from "../expression/expression.ts";
import type { LocalizedText } from "../model/localized.ts";

/** A plain value of an answer or a choice. */
export type Scalar = string | number | boolean;

/** A choice, row or column: its value, its label, and when it is offered. */
export interface Choice {
  readonly value: Scalar;
  readonly label: LocalizedText;
  readonly visibleIf?: Expression;
  readonly enableIf?: Expression;
  /** Module of the split form the row belongs to. */
  readonly module?: string;
}

/** A demand on an answer beyond its type. */
export type Validator =
  | { readonly type: "numeric"; readonly min?: number; readonly max?: number }
  | { readonly type: "text"; readonly min?: number; readonly max?: number; readonly digits?: false }
  | { readonly type: "answercount"; readonly min?: number; readonly max?: number }
  | { readonly type: "regex"; readonly pattern: string; readonly ignoreCase?: true }
  | { readonly type: "email" }
  | { readonly type: "expression"; readonly expression: Expression };

/** What an answer in words must look like. */
export type TextFormat = "text" | "date" | "datetime-local" | "month" | "time" | "email" | "url" | "tel";

/** Choices of a question and the conditions that hold for each of them. */
export interface Offer {
  readonly choices: readonly Choice[];
  readonly visibleIf?: Expression;
  readonly enableIf?: Expression;
}

/** What an answer must look like. */
export type AnswerRule =
  | { readonly kind: "one"; readonly offer: Offer; readonly ordered?: true }
  | {
      readonly kind: "many";
      readonly offer: Offer;
      readonly exclusive?: true;
      readonly min?: number;
      readonly max?: number;
      /** The modules assigned to the respondent: exactly `max` of them in the order of the choices, or no answer. */
      readonly assigned?: true;
    }
  | {
      readonly kind: "order";
      readonly offer: Offer;
      readonly partial?: true;
      readonly min?: number;
      readonly max?: number;
    }
  | {
      readonly kind: "flag";
      readonly yes: Scalar;
      readonly no: Scalar;
      readonly labels: readonly [LocalizedText, LocalizedText];
    }
  | { readonly kind: "number"; readonly min?: number; readonly max?: number; readonly step?: number }
  | {
      readonly kind: "text";
      readonly format: TextFormat;
      readonly maxLength: number;
      readonly min?: string;
      readonly max?: string;
    }
  | {
      readonly kind: "grid";
      readonly rows: Offer;
      readonly columns: readonly Choice[];
      readonly everyRow?: true;
      readonly uniqueRows?: true;
    }
  | { readonly kind: "items"; readonly steps: readonly Step[] }
  | { readonly kind: "table"; readonly rows: Offer; readonly steps: readonly Step[] }
  | {
      readonly kind: "list";
      readonly scope: "panel" | "row";
      readonly steps: readonly Step[];
      readonly min: number;
      readonly max: number;
      readonly key?: string;
    }
  | { readonly kind: "computed"; readonly expression: Expression; readonly text?: true };

interface Conditions {
  /** Position of the enclosing container among the steps, −1 at the top. */
  readonly parent: number;
  readonly visibleIf?: Expression;
  readonly enableIf?: Expression;
}

/** A page or panel: what it hides is hidden. */
interface ContainerStep extends Conditions {
  readonly kind: "container";
}

/** A question, column or item. */
export interface FieldStep extends Conditions {
  readonly kind: "field";
  readonly name: string;
  readonly title: LocalizedText;
  readonly required?: true;
  /** Decides alone where it stands, as in SurveyJS. */
  readonly requiredIf?: Expression;
  readonly validators?: readonly Validator[];
  /** Text of 其他: expected while the choice "other" is chosen. */
  readonly other?: true;
  /** A free comment beside the answer. */
  readonly comment?: true;
  /** Module of the split form the question belongs to. */
  readonly module?: string;
  readonly answer: AnswerRule;
}

/** A calculated value, placed after the last question it reads. */
export interface CalculatedStep {
  readonly kind: "calculated";
  readonly name: string;
  readonly expression: Expression;
  /** Whether answers may carry it. */
  readonly kept?: true;
  readonly text?: true;
}

/** One step of a program. */
export type Step = ContainerStep | FieldStep | CalculatedStep;

/** The check program of a compiled questionnaire: steps in document order. */
export interface Program {
  readonly steps: readonly Step[];
  readonly missingCodes: readonly number[];
}

/** Whether a step holds the modules assigned to the respondent rather than an answer. */
export function isAssignment({ answer }: FieldStep): boolean {
  return answer.kind === "many" && answer.assigned === true;
}

/** Default longest texts, in code points. */
export const textLength = 2_000;
/** The same for texts of several lines. */
export const commentLength = 20_000;

/** Codes that numeric variables give to 其他 and 以上都不是, whose answers are words. */
export const otherCode = 97;
/** The code of 以上都不是. */
export const noneCode = 98;

/** Name under which answers hold the modules assigned to the respondent. */
export const assignmentName = "MODULES";

/** Name under which the text beside an answer is sent. */
export function commentName(question: string): string {
  return `${question}-Comment`;
}
