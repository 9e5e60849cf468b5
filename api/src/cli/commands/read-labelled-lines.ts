import type { LabelledText } from "@diaoyan/analysis";
import { UsageError } from "../outcome.ts";

/** Texts with their labels, one JSON object a line; empty lines are passed over. A line that is none is refused by its number. */
export function readLabelledLines(
  source: string,
  { text, label, where }: { readonly text: string; readonly label: string; readonly where: string },
): readonly LabelledText[] {
  return source
    .replace(/^\uFEFF/u, "")
    .split(/\r?\n/u)
    .flatMap((line, index): readonly LabelledText[] => {
      if (line.trim() === "") return [];
      const object = parseObject(line, `${where}, line ${index + 1}`);
      const [words, name] = [object[text], object[label]];
      if (typeof words !== "string")
        throw new UsageError(`${where}, line ${index + 1}: expected a text under “${text}”, got ${kindOf(words)}`);
      if (typeof name !== "string" && typeof name !== "number")
        throw new UsageError(`${where}, line ${index + 1}: expected a label under “${label}”, got ${kindOf(name)}`);
      return [{ text: words, label: String(name) }];
    });
}

function parseObject(line: string, place: string): Readonly<Record<string, unknown>> {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    throw new UsageError(`${place} is not JSON: ${(error as Error).message}`);
  }
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new UsageError(`${place}: expected an object {…}, got ${kindOf(value)}`);
  return value as Readonly<Record<string, unknown>>;
}

function kindOf(value: unknown): string {
  if (value === undefined) return "nothing";
  if (value === null) return "null";
  return Array.isArray(value) ? "a list" : `a ${typeof value}`;
}
