import type { Json } from "../model/questionnaire.ts";

/** What a constraint says in properties of the profile; `rest` is left for an expression validator. */
export interface ReadConstraint {
  readonly properties: Readonly<Record<string, Json>>;
  readonly validators: readonly Readonly<Record<string, Json>>[];
  readonly rest: readonly string[];
}

/** Parts of a constraint joined by `and`, outside of quotes and brackets. */
export function splitAnd(source: string): readonly string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (const match of source.matchAll(/'[^']*'|"[^"]*"|[()]|(?<=[\s)])and(?=[\s(])/gu)) {
    if (match[0] === "(") depth += 1;
    else if (match[0] === ")") depth -= 1;
    else if (match[0] === "and" && depth === 0) {
      parts.push(source.slice(from, match.index));
      from = match.index + 3;
    }
  }
  return [...parts, source.slice(from)].map((part) => part.trim()).filter((part) => part !== "");
}

/** A pattern has to fit the whole answer in XLSForm. */
function wholePattern(pattern: string): string {
  return pattern.startsWith("^") ? pattern : `^(?:${pattern})$`;
}

const limit = /^\.\s*(>=|<=|>|<)\s*(-?\d+(?:\.\d+)?)$/u;
const dated = /^\.\s*(>=|<=)\s*(?:date\(\s*)?['"](\d{4}-\d\d-\d\d)['"]\s*\)?$/u;
const length = /^string-length\(\s*\.\s*\)\s*(>=|<=|<)\s*(\d+)$/u;
const count = /^count-selected\(\s*\.\s*\)\s*(>=|<=)\s*(\d+)$/u;
const pattern = /^regex\(\s*\.\s*,\s*(?:'([^']*)'|"([^"]*)")\s*\)$/u;
const noneAlone = /^not\(\s*selected\(\s*\.\s*,\s*'none'\s*\)\s*and\s*count-selected\(\s*\.\s*\)\s*>\s*1\s*\)$/u;

/** Reads limits, lengths, counts and patterns out of a constraint of a question of this XLSForm type. */
export function readConstraint(source: string, type: string): ReadConstraint {
  const properties: Record<string, Json> = {};
  const validators: Record<string, Json>[] = [];
  const rest: string[] = [];
  const number = type === "integer" || type === "decimal";
  for (const part of splitAnd(source)) {
    const [, sign = "", bound = ""] = limit.exec(part) ?? [];
    const [, daySign, day = ""] = dated.exec(part) ?? [];
    const [, lengthSign, characters = ""] = length.exec(part) ?? [];
    const [, countSign, choices = ""] = count.exec(part) ?? [];
    const found = pattern.exec(part);
    if (number && (sign === ">=" || sign === "<=")) properties[sign === ">=" ? "min" : "max"] = Number(bound);
    else if (type === "integer" && sign !== "" && /^-?\d+$/u.test(bound))
      properties[sign === ">" ? "min" : "max"] = Number(bound) + (sign === ">" ? 1 : -1);
    else if (daySign !== undefined && type.startsWith("date")) properties[daySign === ">=" ? "min" : "max"] = day;
    else if (lengthSign !== undefined && lengthSign !== ">=")
      properties["maxLength"] = Number(characters) - (lengthSign === "<" ? 1 : 0);
    else if (lengthSign === ">=") validators.push({ type: "text", minLength: Number(characters) });
    else if (countSign !== undefined)
      properties[countSign === ">=" ? "minSelectedChoices" : "maxSelectedChoices"] = Number(choices);
    else if (found !== null) validators.push({ type: "regex", regex: wholePattern(found[1] ?? found[2] ?? "") });
    else if (!noneAlone.test(part)) rest.push(part);
  }
  return { properties, validators, rest };
}
