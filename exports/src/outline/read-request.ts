import { findAnalysis } from "@diaoyan/analysis";
import { z } from "zod";
import type { Attributes } from "./outline.ts";

interface ParamSchema {
  readonly type?: string;
  readonly items?: ParamSchema;
  readonly anyOf?: readonly ParamSchema[];
}

/** What the parameters of an analysis are, by name, as JSON Schema says it. */
function describeParams(kind: string): Readonly<Record<string, ParamSchema>> {
  const schema = z.toJSONSchema(findAnalysis(kind).params, { io: "input", unrepresentable: "any" });
  return (schema.properties ?? {}) as unknown as Readonly<Record<string, ParamSchema>>;
}

/** A value as its parameter wants it: a list where it takes several, a number or a truth value where it takes one. */
function readValue(text: string, schema: ParamSchema | undefined): unknown {
  if (schema?.type !== "string" && /^\s*[[{]/.test(text)) return JSON.parse(text);
  switch (schema?.type) {
    case "array":
      return text
        .split(/[,，、]/)
        .map((part) => part.trim())
        .filter((part) => part !== "")
        .map((part) => readValue(part, schema.items));
    case "number":
    case "integer":
      return readNumber(text);
    case "boolean":
      return text === "true" || text === "" ? true : text === "false" ? false : text;
    case undefined:
      return schema?.anyOf?.some(({ type }) => type === "number") ? readNumber(text) : text;
    default:
      return text;
  }
}

function readNumber(text: string): unknown {
  return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
}

/**
 * The request the attributes of a directive stand for; `own` are the attributes that steer the report. Throws
 * `SyntaxError` where a JSON attribute is broken, `AnalysisError` for an unknown kind.
 */
export function readRequest(
  kind: string,
  attributes: Attributes,
  own: ReadonlySet<string>,
): Readonly<Record<string, unknown>> {
  const params = describeParams(kind);
  const pairs = Object.entries(attributes).filter(([key]) => !own.has(key));
  return Object.fromEntries(
    pairs.map(([key, text]) => [key, key === "seed" ? readNumber(text) : readValue(text, params[key])]),
  );
}
