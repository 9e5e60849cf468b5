import { UsageError } from "./outcome.ts";

/** A whole number a user gave with an option, within its limits. */
export function parseCount(
  option: string,
  text: string,
  { from, to }: { readonly from: number; readonly to: number },
): number {
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (!Number.isInteger(value) || value < from || value > to)
    throw new UsageError(`${option}: expected a whole number from ${from} to ${to}, got "${text}"`);
  return value;
}
