import type { Json, Variable } from "@diaoyan/instruments";
import { z } from "zod";
import { variablesInvalid } from "../errors.ts";

const entry = z.looseObject({
  name: z.string().min(1),
  label: z.string().optional(),
  labelEn: z.string().optional(),
  type: z.enum(["numeric", "string", "date", "datetime"]),
  measure: z.enum(["nominal", "ordinal", "scale"]).optional(),
  valueLabels: z.record(z.string(), z.string()).optional(),
  order: z.array(z.union([z.string(), z.number()]).transform(String)).optional(),
  missing: z.array(z.number()).optional(),
  set: z.string().optional(),
  construct: z.string().optional(),
  reverse: z.boolean().optional(),
  scale: z.object({ min: z.number(), max: z.number() }).optional(),
  min: z.number().optional(),
  max: z.number().optional(),
});

/** Reads the description of variables that stands beside a CSV file. Throws `variables.invalid` naming every place. */
export function parseVariablesFile(json: unknown): readonly Variable[] {
  const parsed = z.array(entry).safeParse(json, { reportInput: true });
  if (!parsed.success) {
    throw variablesInvalid(parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`));
  }
  return parsed.data.map(toVariable);
}

function toVariable({
  name,
  label,
  labelEn,
  type,
  measure,
  valueLabels,
  order,
  scale,
  min,
  max,
  ...rest
}: z.output<typeof entry>): Variable {
  const { missing, set, construct, reverse } = rest;
  const limits = scale ?? (min !== undefined && max !== undefined ? { min, max } : undefined);
  const keys = [...new Set([...(order ?? []), ...Object.keys(valueLabels ?? {})])];
  return {
    name,
    label: { zh: label ?? name, ...(labelEn && { en: labelEn }) },
    question: name,
    type,
    measure: measure ?? (type === "numeric" ? "scale" : "nominal"),
    ...(keys.length > 0 && {
      valueLabels: keys.map((value) => ({ value, label: { zh: valueLabels?.[value] ?? value } })),
    }),
    ...(missing && { missing }),
    ...(set && { set }),
    ...(construct && { construct }),
    ...(reverse !== undefined && { reverse }),
    ...(limits && { scale: limits }),
  };
}

/** Writes variables in the JSON form that `parseVariablesFile` reads. */
export function toVariablesFile(variables: readonly Variable[]): readonly Json[] {
  return variables.map(({ name, label, type, measure, valueLabels, missing, set, construct, reverse, scale }) => ({
    name,
    label: label.zh,
    ...(label.en && { labelEn: label.en }),
    type,
    measure,
    ...(valueLabels && {
      valueLabels: Object.fromEntries(valueLabels.map(({ value, label: text }) => [value, text.zh])),
      order: valueLabels.map(({ value }) => value),
    }),
    ...(missing && { missing: [...missing] }),
    ...(set && { set }),
    ...(construct && { construct }),
    ...(reverse !== undefined && { reverse }),
    ...(scale && { scale: { ...scale } }),
  }));
}
