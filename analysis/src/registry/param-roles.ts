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

const optionalVariable = (description: string) => z.string().min(1).optional().meta(role("variable", description));

/** A weight by name. */
export const weightParam = optionalVariable("权重变量");

/** A weight, and how cases were drawn: beside a weight, tests are design-based. */
export const designParams = {
  weight: weightParam,
  strata: optionalVariable("分层变量"),
  cluster: optionalVariable("整群变量（如单位）"),
  fpc: optionalVariable("各层总体规模（有限总体校正）"),
};

/** What `designParams` hold. */
export interface DesignRequest {
  readonly weight?: string | undefined;
  readonly strata?: string | undefined;
  readonly cluster?: string | undefined;
  readonly fpc?: string | undefined;
}

/** What to say where it does not. */
export const designNeedsWeight = "strata, cluster and fpc: expected a weight beside them";

/** Whether a design stands beside a weight, which it needs. */
export function hasWeightForDesign({ weight, strata, cluster, fpc }: DesignRequest): boolean {
  return weight !== undefined || (strata === undefined && cluster === undefined && fpc === undefined);
}
