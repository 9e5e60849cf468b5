import { formatNumber, formatP } from "@diaoyan/analysis";
import type { Attributes } from "../outline/outline.ts";
import { DirectiveError } from "./directive-error.ts";

/** Result fields that hold a p-value. */
const pField = /^p([A-Z]\w*)?$/;
const percentField = /percent$/i;

/**
 * One number as a deliverable prints it: counts whole, p with three decimals and “<0.001” below, percentages one,
 * anything else two. `digits` overrides the decimals, `percent=true` adds the sign. Throws `DirectiveError`.
 */
export function writeNumber(value: number, path: string, { digits, percent }: Attributes): string {
  if (!Number.isFinite(value)) throw new DirectiveError(`path: “${path}” leads to no finite number`);
  if (percent !== undefined && !["true", "false", ""].includes(percent))
    throw new DirectiveError(`percent: expected true or false, got “${percent}”`);
  if (digits !== undefined && !/^[0-6]$/.test(digits))
    throw new DirectiveError(`digits: expected a whole number from 0 to 6, got “${digits}”`);
  const field = path.split(".").at(-1) ?? "";
  const sign = percent === "true" || percent === "" ? "%" : "";
  if (digits !== undefined) return `${formatNumber(value, Number(digits))}${sign}`;
  if (pField.test(field)) return formatP(value);
  if (percentField.test(field)) return `${formatNumber(value, 1)}${sign}`;
  return `${formatNumber(value, Number.isInteger(value) ? 0 : 2)}${sign}`;
}
