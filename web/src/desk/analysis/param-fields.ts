import { deriveSchema, describeDerivation } from "@diaoyan/analysis";
import type { LocalizedText, QuestionnaireDefinition, Variable } from "@diaoyan/instruments";
import { type Matrix, resizeMatrix } from "./judgements.ts";

/** A property of the JSON Schema of an analysis' parameters, as far as the form reads it. */
interface ParamSchema {
  readonly type?: string | readonly string[];
  readonly role?: "variable" | "variables" | "value" | "pairs" | "margins" | "matrices";
  readonly description?: string;
  readonly default?: unknown;
  readonly enum?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly properties?: Readonly<Record<string, ParamSchema>>;
}

export interface ParamsSchema {
  readonly properties?: Readonly<Record<string, ParamSchema>>;
  readonly required?: readonly string[];
}

export type FieldKind =
  | "variable"
  | "variables"
  | "value"
  | "set"
  | "pairs"
  | "margins"
  | "matrices"
  | "enum"
  | "flag"
  | "number"
  | "range"
  | "texts"
  | "text";

/** One field of the form of an analysis. */
export interface ParamField {
  readonly name: string;
  readonly kind: FieldKind;
  readonly description: string | null;
  readonly required: boolean;
  readonly initial: unknown;
  readonly choices: readonly string[];
}

function kindOf(name: string, schema: ParamSchema): FieldKind {
  if (schema.role === "value") return name === "set" ? "set" : "value";
  if (schema.role !== undefined) return schema.role;
  if (schema.enum !== undefined) return "enum";
  if (schema.type === "boolean") return "flag";
  if (schema.type === "number" || schema.type === "integer") return "number";
  if (schema.type === "object") return "range";
  return schema.type === "array" ? "texts" : "text";
}

/** The fields of an analysis' form, in the order of its parameters. */
export function fieldsOf({ properties = {}, required = [] }: ParamsSchema): readonly ParamField[] {
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    kind: kindOf(name, schema),
    description: schema.description ?? null,
    required: required.includes(name),
    initial: schema.default,
    choices: schema.enum ?? [],
  }));
}

export interface Option {
  readonly value: string;
  readonly label: string;
}

type Show = (text: LocalizedText) => string;

/** Variables to pick by the words of the item, then of its question, so that a short field still tells items of one question apart. */
export function variableOptions(variables: readonly Variable[], show: Show): readonly Option[] {
  return variables.map(({ name, label, questionLabel }) => {
    const question = questionLabel === undefined ? "" : `｜${show(questionLabel)}`;
    const said = show(label);
    return { value: name, label: `${said}${said === name ? "" : `（${name}）`}${question}` };
  });
}

export interface OptionGroup {
  readonly label: string;
  readonly options: readonly Option[];
}

/** Groups as a picker wants them, arrays of its own. */
export function toOptions(groups: readonly OptionGroup[]) {
  return groups.map(({ label, options }) => ({ label, options: [...options] }));
}

interface Element {
  readonly name?: string;
  readonly title?: unknown;
  readonly elements?: readonly Element[];
}

/** Names of the questions of an element and of what stands in it. */
function questionsIn({ name, elements = [] }: Element): readonly string[] {
  return [...(name === undefined ? [] : [name]), ...elements.flatMap(questionsIn)];
}

interface GroupNames {
  readonly show: Show;
  readonly derived: string;
  readonly others: string;
  /** Variables made at the desk, and what they are called together. */
  readonly made?: { readonly label: string; readonly names: readonly Variable[] };
}

/** Variables under the titles of their pages, in the order of the questionnaire: those made at the desk first, those of no page behind, then those derived. */
export function groupByPage(
  variables: readonly Variable[],
  definition: QuestionnaireDefinition | null,
  { show, derived, others, made }: GroupNames,
): readonly OptionGroup[] {
  const pages = ((definition?.survey as { readonly pages?: readonly Element[] } | undefined)?.pages ?? []).map(
    (page, place) => ({ label: titleOf(page, place, show), questions: new Set(questionsIn(page)) }),
  );
  const derivedNames = new Set(derivedVariables(definition).map(({ name }) => name));
  const own = new Set(made?.names.map(({ name }) => name));
  const ofMade = variableOptions(
    variables.filter(({ name }) => own.has(name)),
    show,
  );
  const pageOf = ({ name, question }: Variable): number =>
    derivedNames.has(name) ? pages.length + 1 : pages.findIndex(({ questions }) => questions.has(question));
  const asked = variables.filter(({ name }) => !own.has(name));
  const places = asked.map((variable) => {
    const page = pageOf(variable);
    return { variable, page: page < 0 ? pages.length : page };
  });
  const byPage = [...pages.map(({ label }) => label), others, derived].map((label, page) => ({
    label,
    options: variableOptions(
      places.filter((one) => one.page === page).map(({ variable }) => variable),
      show,
    ),
  }));
  return [{ label: made?.label ?? "", options: ofMade }, ...byPage].filter(({ options }) => options.length > 0);
}

function titleOf({ title, name = "" }: Element, place: number, show: Show): string {
  if (typeof title === "string" && title !== "") return `${place + 1}. ${title}`;
  const { default: zh, en } = (title ?? {}) as { readonly default?: string; readonly en?: string };
  const text = zh === undefined ? name : show(en === undefined ? { zh } : { zh, en });
  return `${place + 1}. ${text}`;
}

/** The derived variables a questionnaire declares, with the values they can have. */
export function derivedVariables(definition: QuestionnaireDefinition | null): readonly Variable[] {
  const labels = new Map((definition?.constructs ?? []).map(({ id, label }) => [id, label]));
  return (definition?.derive ?? []).flatMap((entry): readonly Variable[] => {
    const parsed = deriveSchema.safeParse(entry);
    if (!parsed.success) return [];
    const { name, label } = parsed.data;
    const named = label === undefined ? labels.get(name) : undefined;
    const described = describeDerivation(parsed.data, []);
    return [named === undefined ? described : { ...described, label: named }];
  });
}

/** Multiple-response and ranking sets, by the words of their question. */
export function setOptions(variables: readonly Variable[], show: Show): readonly Option[] {
  const sets = new Map<string, string>();
  for (const { set, questionLabel, label } of variables) {
    if (set !== undefined && !sets.has(set)) sets.set(set, show(questionLabel ?? label));
  }
  return [...sets].map(([value, label]) => ({ value, label: `${label}（${value}）` }));
}

/** Values of the chosen variable, by their labels. */
export function valueOptions(variables: readonly Variable[], chosen: unknown, show: Show): readonly Option[] {
  const labels = variables.find(({ name }) => name === chosen)?.valueLabels ?? [];
  return labels.map(({ value, label }) => ({ value, label: show(label) }));
}

/** Pairs of an importance–performance block as the questionnaire names them. */
export function questionnairePairs(definition: QuestionnaireDefinition | null, show: Show) {
  return (definition?.importancePerformance ?? []).map(({ label, importance, performance }) => ({
    label: show(label),
    importance,
    performance,
  }));
}

/** Whether a field of the form was left empty. */
export function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null || value === "") return true;
  return Array.isArray(value) && value.length === 0;
}

/** Parameters of a request from the form's values: empty fields are left out, codes of numeric variables become numbers. */
export function toParams(
  fields: readonly ParamField[],
  values: Readonly<Record<string, unknown>>,
  variables: readonly Variable[],
): Readonly<Record<string, unknown>> {
  const params: Record<string, unknown> = {};
  for (const { name, kind } of fields) {
    const value = values[name];
    if (isEmpty(value)) continue;
    const numeric = variables.find((variable) => variable.name === values["variable"])?.type === "numeric";
    if (kind === "range" && isEmpty((value as { min?: unknown }).min)) continue;
    if (kind === "matrices") {
      const count = ((values["labels"] ?? []) as readonly unknown[]).length;
      params[name] = (value as readonly Matrix[]).map((matrix) => resizeMatrix(matrix, count));
      continue;
    }
    params[name] = kind === "value" && numeric && typeof value === "string" ? Number(value) : value;
  }
  return params;
}
