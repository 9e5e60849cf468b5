import type { QuotaAxis, QuotaPlan } from "../model/quota.ts";
import type { Variable } from "../model/variable.ts";

/** Something in a plan that the questionnaire does not have; `path` leads to the place in the plan. */
export interface QuotaFinding {
  readonly path: string;
  readonly message: string;
  readonly remedy: string;
}

/** Whether a question can be an axis: one answer out of listed choices, asked of everybody. */
export function isQuotaVariable({ name, question, valueLabels, set, module }: Variable): boolean {
  return name === question && set === undefined && module === undefined && (valueLabels?.length ?? 0) > 0;
}

/** Holds a plan against the variables of its questionnaire: axes and margins are single-choice questions, values their choices. */
export function checkQuotaPlan(
  { axes, margins = [] }: QuotaPlan,
  variables: readonly Variable[],
): readonly QuotaFinding[] {
  return [
    ...axes.flatMap((axis, index) => checkAxis(axis, `axes[${index}]`, variables)),
    ...margins.flatMap((margin, index) => checkAxis(margin, `margins[${index}]`, variables)),
  ];
}

function checkAxis(
  { variable: name, groups }: QuotaAxis,
  path: string,
  variables: readonly Variable[],
): readonly QuotaFinding[] {
  const variable = variables.find((one) => one.name === name);
  if (variable === undefined || !isQuotaVariable(variable)) return [notAnAxis(path, name, variables)];
  const choices = variable.valueLabels?.map(({ value }) => value) ?? [];
  return groups.flatMap(({ values }, place) =>
    values
      .filter((value) => !choices.includes(value))
      .map((value) => ({
        path: `${path}.groups[${place}].values`,
        message: `"${value}" is no choice of ${name}`,
        remedy: `use some of ${choices.join(", ")}`,
      })),
  );
}

function notAnAxis(path: string, name: string, variables: readonly Variable[]): QuotaFinding {
  const usable = variables.filter(isQuotaVariable).map((variable) => variable.name);
  return {
    path: `${path}.variable`,
    message: `"${name}" is no question with one answer out of listed choices`,
    remedy: `use one of ${usable.join(", ") || "(the questionnaire has none)"}`,
  };
}
