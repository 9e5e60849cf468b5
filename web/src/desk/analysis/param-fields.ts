import type { LocalizedText, QuestionnaireDefinition, Variable } from "@diaoyan/instruments";

/** A property of the JSON Schema of an analysis' parameters, as far as the form reads it. */
interface ParamSchema {
  readonly type?: string | readonly string[];
  readonly role?: "variable" | "variables" | "value" | "pairs";
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

/** Variables to pick by the words of the question; its name stands behind, for those who know it. */
export function variableOptions(variables: readonly Variable[], show: Show): readonly Option[] {
  return variables.map(({ name, label, questionLabel }) => {
    const question = questionLabel === undefined ? "" : `${show(questionLabel)}：`;
    return { value: name, label: `${question}${show(label)}（${name}）` };
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

function isEmpty(value: unknown): boolean {
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
    params[name] = kind === "value" && numeric && typeof value === "string" ? Number(value) : value;
  }
  return params;
}
