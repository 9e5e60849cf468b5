import { z } from "zod";

/** What a desk offers for a parameter: a picker of one variable or of several, a value, a choice. */
const role = (name: "variable" | "variables" | "value", description: string) => ({ role: name, description });

/** A parameter that names one variable. */
export const variableParam = (description: string) => z.string().min(1).meta(role("variable", description));

/** A parameter that names several variables, each once. */
export const variablesParam = (description: string, atLeast: number) =>
  z
    .array(z.string().min(1))
    .min(atLeast)
    .refine((names) => new Set(names).size === names.length, "expected each variable once")
    .meta(role("variables", description));

/** A weight by name. */
export const weightParam = z.string().min(1).optional().meta(role("variable", "权重变量"));
