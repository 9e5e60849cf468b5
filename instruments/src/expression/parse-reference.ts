import type { Reference } from "./expression.ts";
import { expressionError } from "./tokenize.ts";

const segment = /^([^.[\]]+)((?:\[\d{1,4}\])*)$/u;

/** Splits `list[0].x` into `["list", 0, "x"]`; blanks around the whole are not part of it (rule EX3). */
export function parseReference(text: string, source: string, at: number): Reference {
  const path: (string | number)[] = [];
  for (const part of text.trim().split(".")) {
    const match = segment.exec(part);
    if (!match?.[1] || part !== part.trim()) throw expressionError(source, at, `{${text}} is not a reference`);
    path.push(match[1]);
    for (const index of match[2]?.matchAll(/\d+/gu) ?? []) path.push(Number(index[0]));
  }
  if (/^[#$]/u.test(String(path[0])))
    throw expressionError(source, at, `prefixes # and $ are not accepted in {${text}}`);
  return { op: "ref", path };
}
