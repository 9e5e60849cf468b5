import type { Json } from "@diaoyan/instruments";
import type { RuleOperator } from "./condition.ts";
import { readOption } from "./edit-options.ts";
import { getAt, isObject, type JsonObject, type JsonPath, listAt, startsWith } from "./json-path.ts";
import { readLocalized } from "./localized.ts";
import { listOutline, type OutlineNode } from "./outline.ts";

/** A value a question offers. */
export interface OfferedValue {
  readonly value: Json;
  readonly label: string;
}

/** What a condition may ask about: a question before it, or a part of one. */
export interface Reference {
  readonly reference: string;
  readonly label: string;
  readonly kind: "one" | "many" | "number" | "text";
  readonly options: readonly OfferedValue[];
}

function offer(node: JsonObject, list: string): OfferedValue[] {
  const options = listAt(node, [list]).map((option): OfferedValue => {
    const { value, zh } = readOption(option);
    return { value: isObject(option) ? (option["value"] ?? value) : option, label: zh || value };
  });
  if (node["showNoneItem"] === true || node["hasNone"] === true) {
    options.push({ value: "none", label: readLocalized(node["noneText"]).zh || "以上都不是" });
  }
  if (node["showOtherItem"] === true || node["hasOther"] === true) {
    options.push({ value: "other", label: readLocalized(node["otherText"]).zh || "其他" });
  }
  return options;
}

function rates(node: JsonObject): OfferedValue[] {
  if (Array.isArray(node["rateValues"])) return offer(node, "rateValues");
  const [min, max] = [Number(node["rateMin"] ?? 1), Number(node["rateMax"] ?? 5)];
  const count = Math.min(Math.max(0, max - min + 1), 50);
  return Array.from({ length: count }, (_, step) => ({ value: min + step, label: String(min + step) }));
}

function describeQuestion(node: JsonObject, reference: string, label: string): Reference[] {
  switch (node["type"]) {
    case "radiogroup":
    case "dropdown":
      return [{ reference, label, kind: "one", options: offer(node, "choices") }];
    case "checkbox":
    case "tagbox":
      return [{ reference, label, kind: "many", options: offer(node, "choices") }];
    case "rating":
      return [{ reference, label, kind: "number", options: rates(node) }];
    case "boolean":
      return [
        {
          reference,
          label,
          kind: "one",
          options: [
            { value: true, label: readLocalized(node["labelTrue"]).zh || "是" },
            { value: false, label: readLocalized(node["labelFalse"]).zh || "否" },
          ],
        },
      ];
    case "matrix":
      return listAt(node, ["rows"]).map((row) => {
        const { value, zh } = readOption(row);
        return {
          reference: `${reference}.${value}`,
          label: `${label} · ${zh || value}`,
          kind: "number",
          options: offer(node, "columns"),
        };
      });
    case "multipletext":
      return listAt(node, ["items"])
        .filter(isObject)
        .map((item) => {
          const name = String(item["name"] ?? "");
          const title = readLocalized(item["title"]).zh || name;
          return { reference: `${reference}.${name}`, label: `${label} · ${title}`, kind: "text", options: [] };
        });
    case "text":
      return [{ reference, label, kind: node["inputType"] === "number" ? "number" : "text", options: [] }];
    case "comment":
    case "expression":
      return [{ reference, label, kind: node["type"] === "expression" ? "number" : "text", options: [] }];
    default:
      return [];
  }
}

/** How a question is called where only a line is free. */
export function callNode({ number, title, name }: OutlineNode): string {
  const signs = [...title];
  const short = signs.length > 24 ? `${signs.slice(0, 24).join("")}…` : title;
  return number === null ? short || name : `${number}. ${short || name}`;
}

/** The dynamic panel a path lies in: its questions are asked about as `panel.x`, and nobody outside asks about them. */
function listAround(path: JsonPath): JsonPath {
  const at = path.lastIndexOf("templateElements");
  return at < 0 ? [] : path.slice(0, at + 1);
}

/** What a condition at `path` may ask about, in document order; `null` for one that reads the whole questionnaire. */
export function listReferences(draft: Json, path: JsonPath | null): readonly Reference[] {
  const lines = listOutline(draft);
  const end = path === null ? -1 : lines.findIndex((line) => line.path.join() === path.join());
  const before = end < 0 ? lines : lines.slice(0, end);
  const own = path === null ? [] : listAround(path);
  const calculated = listAt(draft, ["survey", "calculatedValues"])
    .filter(isObject)
    .map((value) => String(value["name"] ?? ""))
    .filter((name) => name !== "")
    .map((name): Reference => ({ reference: name, label: `{${name}}`, kind: "number", options: [] }));
  const asked = before.flatMap((line) => {
    const node = getAt(draft, line.path);
    const around = listAround(line.path);
    if (!isObject(node) || line.name === "" || (path !== null && startsWith(path, line.path))) return [];
    if (around.length > 0 && around.join() !== own.join()) return [];
    return describeQuestion(node, around.length > 0 ? `panel.${line.name}` : line.name, callNode(line));
  });
  return [...calculated, ...asked];
}

const operators: Readonly<Record<Reference["kind"], readonly RuleOperator[]>> = {
  one: ["eq", "ne", "anyof", "noneof", "notempty", "empty"],
  many: ["contains", "notcontains", "anyof", "allof", "noneof", "notempty", "empty"],
  number: ["eq", "ne", "lt", "le", "gt", "ge", "anyof", "noneof", "notempty", "empty"],
  text: ["eq", "ne", "notempty", "empty"],
};

export function operatorsOf(kind: Reference["kind"]): readonly RuleOperator[] {
  return operators[kind];
}
