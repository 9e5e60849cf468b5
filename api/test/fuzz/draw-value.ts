import fc from "fast-check";
import { drawItem, type RandomSource } from "../../../instruments/src/simulate/random-source.ts";
import { newUuid } from "../../src/contract/uuid.ts";
import type { JsonValue } from "../../src/contract/values.ts";
import type { JsonSchema } from "./describe-operations.ts";

/** Texts that stood in answers of the server, by the name they stood under: ids that mean something. */
export type Known = ReadonlyMap<string, readonly string[]>;

interface Drawing {
  readonly random: RandomSource;
  readonly known: Known;
  readonly root: JsonSchema;
  readonly depth: number;
}

const deepest = 6;
const words = ["甲", "论文", "zh", "a", "B-1", "2026-11-27", "调研 函", "𠮷野家", "x".repeat(60)];
const strange: readonly string[] = [
  ...[
    "",
    " ",
    "\u0000",
    "\ud800",
    "a\udfff",
    "𠮷",
    "👩‍🔬",
    "'; drop table responses;--",
    "../../etc/passwd",
    "%00",
    "<b>",
  ],
  ...["=1+1", "__proto__", "constructor", "null", "NaN", "1e999", "-1", "\u202e", "\ufeff", "\r\n", "长".repeat(3_000)],
];
const numbers = [0, -0, 1, -1, 2, 5, 0.5, 1e9, 2 ** 31, 2 ** 53, -(2 ** 53) - 2, 1e308, 5e-324];
const patterns = new Map<string, readonly string[]>();

/** Texts of a pattern, drawn once. */
function matching(pattern: string): readonly string[] {
  const drawn = patterns.get(pattern);
  if (drawn !== undefined) return drawn;
  const fresh = fc.sample(fc.stringMatching(new RegExp(pattern)), { numRuns: 20, seed: 1 });
  patterns.set(pattern, fresh);
  return fresh;
}

const uuidShape = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Texts known under a name, or else any id, as far as they have the shape that is asked for. */
function knownTexts({ format, pattern }: JsonSchema, name: string, known: Known): readonly string[] {
  const shape =
    format === "uuid" ? uuidShape : pattern === undefined || format !== undefined ? undefined : new RegExp(pattern);
  const fitting = (texts: readonly string[] = []) => texts.filter((text) => shape?.test(text) ?? true);
  const named = fitting(known.get(name));
  return named.length > 0 ? named : fitting(known.get("id"));
}

function drawText(schema: JsonSchema, name: string, { random, known }: Drawing): string {
  const texts = knownTexts(schema, name, known);
  if (texts.length > 0 && random() < 0.7) return drawItem(texts, random);
  switch (schema.format) {
    case "uuid":
      return newUuid(random() < 0.5 ? 4 : 7);
    case "date":
      return drawItem(["2026-11-27", "2026-02-29", "0000-01-01", "9999-12-31"], random);
    case "date-time":
      return drawItem(["2026-11-27T01:00:00.000Z", "2026-11-27T25:00:00Z", "1970-01-01T00:00:00Z"], random);
    case "email":
      return "nobody@example.org";
  }
  if (schema.pattern !== undefined) return drawItem(matching(schema.pattern), random);
  const least = schema.minLength ?? 0;
  return drawItem(words, random)
    .padEnd(least, "a")
    .slice(0, Math.max(least, schema.maxLength ?? 1_000));
}

function drawNumber(
  { minimum = -10, exclusiveMinimum, maximum = 1_000, type }: JsonSchema,
  random: RandomSource,
): number {
  const least = exclusiveMinimum === undefined ? minimum : exclusiveMinimum + 1;
  const most = Math.min(maximum, least + 1_000);
  const value = random() < 0.2 ? drawItem([least, most], random) : least + random() * (most - least);
  return type === "integer" ? Math.round(value) : value;
}

function drawObject(schema: JsonSchema, drawing: Drawing): JsonValue {
  const { random } = drawing;
  const value: { [key: string]: JsonValue } = {};
  const required = new Set(schema.required);
  for (const [name, part] of Object.entries(schema.properties ?? {})) {
    if (required.has(name) || random() < 0.6) value[name] = drawFrom(part, name, drawing);
  }
  const rest = schema.additionalProperties;
  if (typeof rest !== "object") return value;
  for (let count = Math.floor(random() * 3); count > 0; count -= 1) {
    const name = String(drawFrom(schema.propertyNames ?? { type: "string" }, "", drawing));
    value[name] = drawFrom(rest, name, drawing);
  }
  return value;
}

function drawList(
  { items = {}, prefixItems = [], minItems = 0, maxItems = 3 }: JsonSchema,
  name: string,
  drawing: Drawing,
) {
  const length = Math.max(minItems, Math.floor(drawing.random() * (Math.min(maxItems, minItems + 3) + 1)));
  if (prefixItems.length > 0) return prefixItems.map((item) => drawFrom(item, name, drawing));
  return Array.from({ length: Math.min(length, 20) }, () => drawFrom(items, name, drawing));
}

function drawFrom(schema: JsonSchema, name: string, outer: Drawing): JsonValue {
  const { random, root } = outer;
  if (outer.depth > deepest) return null;
  const drawing = { ...outer, depth: outer.depth + 1 };
  if (schema.const !== undefined) return schema.const as JsonValue;
  if (schema.enum !== undefined) return drawItem(schema.enum, random) as JsonValue;
  if (schema.$ref !== undefined) {
    const target = schema.$ref === "#" ? root : root.$defs?.[schema.$ref.replace("#/$defs/", "")];
    return drawFrom(target ?? {}, name, drawing);
  }
  const either = schema.anyOf ?? schema.oneOf;
  if (either !== undefined) return drawFrom(drawItem(either, random), name, drawing);
  if (schema.allOf !== undefined) {
    return Object.assign({}, ...schema.allOf.map((part) => drawFrom(part, name, drawing))) as JsonValue;
  }
  switch (typeof schema.type === "string" ? schema.type : undefined) {
    case "string":
      return drawText(schema, name, drawing);
    case "number":
    case "integer":
      // what was looked at before it is changed: mostly new things, changed once or twice
      return name === "revision" ? Math.floor(random() * 3) : drawNumber(schema, random);
    case "boolean":
      return random() < 0.5;
    case "null":
      return null;
    case "array":
      return drawList(schema, name, drawing);
    case "object":
      return drawObject(schema, drawing);
    default:
      return drawStrange(random);
  }
}

/** A value a schema allows, as far as the schema tells: rules beyond it (dates that follow, ids that exist) are met by chance. */
export function drawValue(schema: JsonSchema, name: string, known: Known, random: RandomSource): JsonValue {
  return drawFrom(schema, name, { random, known, root: schema, depth: 0 });
}

/** Any JSON, mostly such as nobody expects. */
export function drawStrange(random: RandomSource): JsonValue {
  const kind = random();
  if (kind < 0.4) return drawItem(strange, random);
  if (kind < 0.6) return drawItem(numbers, random);
  return drawItem<JsonValue>(
    [null, true, false, [], {}, [[]], { a: 1 }, [null, { id: {} }], nest(40), nest(400)],
    random,
  );
}

function nest(depth: number): JsonValue {
  return depth === 0 ? "x" : depth % 2 === 0 ? [nest(depth - 1)] : { a: nest(depth - 1) };
}

/** The value with one to three places of it replaced, taken out, doubled or added. */
export function breakValue(value: JsonValue, random: RandomSource): JsonValue {
  let broken = structuredClone(value);
  for (let count = 1 + Math.floor(random() * 3); count > 0; count -= 1) broken = breakPlace(broken, random);
  return broken;
}

function breakPlace(value: JsonValue, random: RandomSource): JsonValue {
  if (typeof value !== "object" || value === null || random() < 0.1) return drawStrange(random);
  const keys = Object.keys(value);
  const target = value as { [key: string]: JsonValue };
  const key = keys.length === 0 ? "a" : drawItem(keys, random);
  const act = random();
  if (act < 0.5 && keys.length > 0) target[key] = breakPlace(target[key] ?? null, random);
  else if (act < 0.7) target[key] = drawStrange(random);
  else if (act < 0.8 && !Array.isArray(value)) delete target[key];
  else if (Array.isArray(value)) value.push(value[0] ?? null);
  else target[drawItem(strange, random)] = drawStrange(random);
  return value;
}
