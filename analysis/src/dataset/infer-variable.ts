import type { Variable } from "@diaoyan/instruments";

const decimal = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;

/** Whether a text is a decimal number within the range of a double. */
export function isNumber(text: string): boolean {
  return decimal.test(text) && Number.isFinite(Number(text));
}

/** The variable of a column nobody described: a measured number, or a text. */
export function inferVariable(name: string, numeric: boolean): Variable {
  return {
    name,
    label: { zh: name },
    question: name,
    type: numeric ? "numeric" : "string",
    measure: numeric ? "scale" : "nominal",
  };
}
