import type { Attributes } from "./outline.ts";

/** Parameters of analyses that hold several names even where one is written. */
const listParameters = new Set(["variables", "items", "reverse", "codes", "paired"]);

/** Attributes that steer the report and are no parameters of the analysis. */
const ownAttributes = new Set(["questionnaire", "show", "caption", "path", "digits", "percent", "construct", "unit"]);

/** A value as written: JSON where it begins so, a list where it has commas, a number where it looks like one. */
function readValue(key: string, text: string): unknown {
  if (/^[[{]/.test(text)) return JSON.parse(text);
  if (listParameters.has(key)) return text.split(/[,，]/).map((part) => part.trim());
  if (/^-?\d+(\.\d+)?$/.test(text)) return Number(text);
  return text === "true" ? true : text === "false" ? false : text;
}

/** The request an analysis directive stands for. Throws `SyntaxError` where a JSON attribute is broken. */
export function readRequest(attributes: Attributes): Readonly<Record<string, unknown>> {
  const pairs = Object.entries(attributes).filter(([key]) => !ownAttributes.has(key));
  return Object.fromEntries(pairs.map(([key, text]) => [key, readValue(key, text)]));
}
