import type { Variable } from "@diaoyan/instruments";

const decimal = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;

/** Whether a text is a decimal number within the range of a double. */
export function isNumber(text: string): boolean {
  return decimal.test(text) && Number.isFinite(Number(text));
}

/**
 * Whether a text of a column nobody described is a measured number. A leading zero (007100) and more digits than a double
 * holds (an identity number) make it a mark that must stay as it is written.
 */
export function isMeasured(text: string): boolean {
  return isNumber(text) && !/^[+-]?0\d/.test(text) && !losesDigits(text);
}

/** Whether a whole number has more digits than a double holds: 9007199254740993 would become …992. */
export function losesDigits(text: string): boolean {
  return text.length > 15 && /^[+-]?\d+$/.test(text) && String(Number(text)) !== text.replace("+", "");
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
