import type { LocalizedText } from "../model/localized.ts";
import type { Construct, QuestionnaireDefinition } from "../model/questionnaire.ts";
import type { ValueLabel, Variable, VariableType } from "../model/variable.ts";
import { type Choice, type FieldStep, noneCode, otherCode, type Scalar, type Step } from "./program.ts";

/** What a variable is before constructs and missing codes are known. */
interface Draft {
  readonly name: string;
  readonly label: LocalizedText;
  readonly type: VariableType;
  readonly measure: Variable["measure"];
  readonly valueLabels?: readonly ValueLabel[];
  readonly set?: string;
  readonly module?: string;
}

/** A field and the place its variables get their names from. */
interface Place {
  readonly field: FieldStep;
  readonly name: string;
  readonly title: LocalizedText;
}

const assignedLabels: readonly ValueLabel[] = [
  { value: "0", label: { zh: "未分配", en: "Not assigned" } },
  { value: "1", label: { zh: "分配", en: "Assigned" } },
];

const chosenLabels: readonly ValueLabel[] = [
  { value: "0", label: { zh: "未选", en: "Not chosen" } },
  { value: "1", label: { zh: "选中", en: "Chosen" } },
];

/** Whether every choice (其他 and 以上都不是 aside) stands for a number. */
export function isNumericOffer(choices: readonly Choice[]): boolean {
  const listed = choices.filter(({ value }) => value !== "other" && value !== "none");
  return listed.length > 0 && listed.every(({ value }) => /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/u.test(String(value)));
}

/** The value a chosen answer has in its variable: a number where all choices are numbers, else its text. */
export function codeOf(value: Scalar, numeric: boolean): number | string {
  if (!numeric) return String(value);
  if (value === "other") return otherCode;
  return value === "none" ? noneCode : Number(value);
}

/** The part a choice adds to the name of its own variable. */
export function suffixOf(choice: Choice): string {
  return choice.value === "other" ? "is_other" : String(choice.value);
}

function codedDraft(place: Place, choices: readonly Choice[], measure: Variable["measure"]): Draft {
  const numeric = isNumericOffer(choices);
  return {
    name: place.name,
    label: place.title,
    type: numeric ? "numeric" : "string",
    measure: numeric ? measure : "nominal",
    valueLabels: choices.map(({ value, label }) => ({ value: String(codeOf(value, numeric)), label })),
  };
}

function joinLabels(whole: LocalizedText, part: LocalizedText): LocalizedText {
  const zh = `${whole.zh}：${part.zh}`;
  return whole.en === undefined && part.en === undefined
    ? { zh }
    : { zh, en: `${whole.en ?? whole.zh}: ${part.en ?? part.zh}` };
}

function manyDrafts(
  place: Place,
  choices: readonly Choice[],
  missing: readonly number[],
  valueLabels = chosenLabels,
): Draft[] {
  return choices
    .filter(({ value }) => !missing.includes(Number(value)))
    .map((choice) => ({
      name: `${place.name}_${suffixOf(choice)}`,
      label: choice.label,
      type: "numeric",
      measure: "nominal",
      valueLabels,
      set: place.name,
    }));
}

function rankDrafts(place: Place, choices: readonly Choice[]): Draft[] {
  return choices.map((choice) => ({
    name: `${place.name}_${suffixOf(choice)}`,
    label: choice.label,
    type: "numeric",
    measure: "ordinal",
    set: place.name,
  }));
}

function moduleOf({ module }: Choice | FieldStep): { readonly module?: string } {
  return module === undefined ? {} : { module };
}

const textTypes: Readonly<Record<string, VariableType>> = { date: "date", "datetime-local": "datetime" };

function formulaType(text: true | undefined): Pick<Draft, "type" | "measure"> {
  return text ? { type: "string", measure: "nominal" } : { type: "numeric", measure: "scale" };
}

/** Variables of one field, by the kind of its answer. */
function answerDrafts(place: Place, missing: readonly number[]): Draft[] {
  const { answer } = place.field;
  const { name, title: label } = place;
  switch (answer.kind) {
    case "one":
      return [codedDraft(place, answer.offer.choices, answer.ordered ? "ordinal" : "nominal")];
    case "many":
      return manyDrafts(place, answer.offer.choices, missing, answer.assigned ? assignedLabels : chosenLabels);
    case "order":
      return rankDrafts(place, answer.offer.choices);
    case "flag": {
      const valueLabels = [answer.labels[1], answer.labels[0]].map((text, value) => ({
        value: String(value),
        label: text,
      }));
      return [{ name, label, type: "numeric", measure: "nominal", valueLabels }];
    }
    case "number":
      return [{ name, label, type: "numeric", measure: "scale" }];
    case "computed":
      return [{ name, label, ...formulaType(answer.text) }];
    case "text":
      return [
        {
          name,
          label,
          type: textTypes[answer.format] ?? "string",
          measure: answer.format in textTypes ? "scale" : "nominal",
        },
      ];
    case "grid":
      return answer.rows.choices.map((row) => ({
        ...codedDraft({ ...place, name: `${name}_${row.value}`, title: row.label }, answer.columns, "ordinal"),
        ...moduleOf(row),
      }));
    default:
      return nestedDrafts(place, missing);
  }
}

function nestedDrafts(place: Place, missing: readonly number[]): Draft[] {
  const { answer } = place.field;
  const { name, title } = place;
  if (answer.kind === "items") return stepDrafts(answer.steps, { name, title: null }, missing);
  if (answer.kind === "table") {
    return answer.rows.choices.flatMap((row) =>
      stepDrafts(answer.steps, { name: `${name}_${row.value}`, title: row.label }, missing).map((draft) => ({
        ...draft,
        ...moduleOf(row),
      })),
    );
  }
  if (answer.kind !== "list") return [];
  return Array.from({ length: answer.max }, (_, index) => {
    const number = String(index + 1);
    return stepDrafts(answer.steps, { name: `${name}_${number}`, title: joinLabels(title, { zh: number }) }, missing);
  }).flat();
}

function stepDrafts(
  steps: readonly Step[],
  outer: { readonly name: string; readonly title: LocalizedText | null },
  missing: readonly number[],
): Draft[] {
  return steps.flatMap((step) => {
    if (step.kind !== "field") return [];
    const title = outer.title ? joinLabels(outer.title, step.title) : step.title;
    return fieldDrafts({ field: step, name: `${outer.name}_${step.name}`, title }, missing);
  });
}

function fieldDrafts(place: Place, missing: readonly number[]): Draft[] {
  const drafts = answerDrafts(place, missing);
  const text = (suffix: string, zh: string, en: string): Draft => ({
    name: `${place.name}_${suffix}`,
    label: joinLabels(place.title, { zh, en }),
    type: "string",
    measure: "nominal",
  });
  if (place.field.other) drafts.push(text("other", "其他（文字）", "Other (text)"));
  if (place.field.comment) drafts.push(text("comment", "补充说明", "Comment"));
  return drafts;
}

/** Number limits of a labelled variable without its missing codes and 其他/以上都不是. */
function scaleOf(
  draft: Draft,
  construct: Construct | undefined,
  missing: readonly number[],
): Variable["scale"] | undefined {
  if (construct?.scale) return construct.scale;
  if (draft.type !== "numeric" || draft.set || !draft.valueLabels) return undefined;
  const codes = draft.valueLabels
    .map(({ value }) => Number(value))
    .filter((code) => !missing.includes(code) && code !== otherCode && code !== noneCode);
  return draft.measure === "ordinal" || construct ? { min: Math.min(...codes), max: Math.max(...codes) } : undefined;
}

function finish(draft: Draft, step: FieldStep, definition: QuestionnaireDefinition): Variable {
  const construct = definition.constructs.find(({ items }) => items.includes(draft.name));
  const codes = new Set(draft.valueLabels?.map(({ value }) => value));
  const missing = draft.type === "numeric" ? definition.missingCodes.filter((code) => codes.has(String(code))) : [];
  const scale = scaleOf(draft, construct, missing);
  return {
    ...draft,
    ...moduleOf(step),
    question: step.name,
    ...(construct && draft.measure === "nominal" && draft.type === "numeric" ? { measure: "ordinal" as const } : {}),
    ...(draft.label === step.title ? {} : { questionLabel: step.title }),
    ...(missing.length > 0 ? { missing } : {}),
    ...(construct ? { construct: construct.id, reverse: construct.reverse?.includes(draft.name) ?? false } : {}),
    ...(scale ? { scale } : {}),
  };
}

/** Variables of a program in document order (rules VR1–VR9). */
export function makeVariables(steps: readonly Step[], definition: QuestionnaireDefinition): readonly Variable[] {
  return steps.flatMap((step): Variable[] => {
    if (step.kind === "container") return [];
    if (step.kind === "calculated") {
      if (!step.kept) return [];
      return [{ name: step.name, label: { zh: step.name }, ...formulaType(step.text), question: step.name }];
    }
    const drafts = fieldDrafts({ field: step, name: step.name, title: step.title }, definition.missingCodes);
    return drafts.map((draft) => finish(draft, step, definition));
  });
}
