import type { Json } from "@diaoyan/instruments";
import { getAt, isObject, type JsonObject, type JsonPath, listAt, setAt } from "./json-path.ts";

const expressions = /If$|^expression$/u;

const escapeForRegex = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/gu, "\\$&");

/** Replaces `{old}`, `{old.x}` and `{old[0].x}` in a text; behind `panel.` where the scope says so. */
function renameReferences(text: string, from: string, to: string, scope: string): string {
  const pattern = new RegExp(`\\{(\\s*)${scope}${escapeForRegex(from)}(?=\\s*[}.[])`, "gu");
  return text.replace(pattern, (_, blanks: string) => `{${blanks}${scope.replace("\\", "")}${to}`);
}

const panelScope = "panel\\.";

/** Renames nodes called `from` inside a part of a survey, and every reference to them in conditions and texts. */
export function renameInside(json: Json, from: string, to: string): Json {
  if (Array.isArray(json)) return (json as readonly Json[]).map((item) => renameInside(item, from, to));
  if (!isObject(json)) return json;
  return Object.fromEntries(
    Object.entries(json).map(([key, value]) => {
      if (key === "name" && value === from && ("type" in json || "elements" in json)) return [key, to];
      if (typeof value === "string")
        return [
          key,
          key === "name" ? value : renameReferences(renameReferences(value, from, to, ""), from, to, panelScope),
        ];
      return [key, expressions.test(key) ? value : renameInside(value, from, to)];
    }),
  );
}

/** A variable of the renamed question under its new name: the question itself or `old_part`. */
function renameVariable(variable: Json, from: string, to: string): Json {
  if (variable === from) return to;
  return typeof variable === "string" && variable.startsWith(`${from}_`) ? to + variable.slice(from.length) : variable;
}

const renamedLists = ["items", "reverse"] as const;

function renameConstructs(draft: JsonObject, from: string, to: string): JsonObject {
  let next = draft;
  listAt(draft, ["constructs"]).forEach((_, index) => {
    for (const list of renamedLists) {
      const path = ["constructs", index, list];
      if (!Array.isArray(getAt(next, path))) continue;
      next = setAt(
        next,
        path,
        listAt(next, path).map((item) => renameVariable(item, from, to)),
      );
    }
  });
  return next;
}

function renameFields(
  draft: JsonObject,
  list: string,
  fields: readonly string[],
  from: string,
  to: string,
): JsonObject {
  let next = draft;
  listAt(draft, [list]).forEach((entry, index) => {
    for (const field of fields) {
      const value = isObject(entry) ? entry[field] : undefined;
      if (value !== undefined) next = setAt(next, [list, index, field], renameVariable(value, from, to));
    }
  });
  return next;
}

/** Gives the question at a path another name; conditions, piped texts, constructs and checks that name it follow. */
export function renameQuestion(draft: JsonObject, path: JsonPath, to: string): JsonObject {
  const from = getAt(draft, [...path, "name"]);
  if (typeof from !== "string" || from === to) return draft;
  const named = setAt(draft, [...path, "name"], to);
  if (from === "" || to === "") return named;
  const inner = path.lastIndexOf("templateElements");
  const [reach, scope] = inner < 0 ? [["survey"], ""] : [path.slice(0, inner + 1), panelScope];
  const read = getAt(named, reach) ?? null;
  const referring = setAt(named, reach, followReferences(read, from, to, scope));
  if (inner >= 0) return referring;
  const built = renameConstructs(referring, from, to);
  const paired = renameFields(built, "importancePerformance", ["importance", "performance"], from, to);
  const checked = renameFields(paired, "attentionChecks", ["question"], from, to);
  return renameAround(checked, from, to);
}

/** Derived variables, the split plan and impossible combinations under the new name of a question or page. */
function renameAround(draft: JsonObject, from: string, to: string): JsonObject {
  const rename = (names: Json) =>
    Array.isArray(names) ? (names as readonly Json[]).map((name) => renameVariable(name, from, to)) : names;
  const derived = mapEntries(draft, ["derive"], (entry) => ({
    ...entry,
    ...(entry["from"] === undefined ? {} : { from: renameVariable(entry["from"], from, to) }),
    ...(entry["items"] === undefined ? {} : { items: rename(entry["items"]) }),
    ...(entry["reverse"] === undefined ? {} : { reverse: rename(entry["reverse"]) }),
  }));
  const contradicted = mapEntries(derived, ["impossibleCombinations"], (entry) => ({
    ...entry,
    ...(typeof entry["if"] === "string" ? { if: renameReferences(entry["if"], from, to, "") } : {}),
  }));
  const placed = mapEntries(contradicted, ["split", "modules"], (module) => ({
    ...module,
    pages: listAt(module, ["pages"]).map((page) => (page === from ? to : page)),
  }));
  const renamed = [["split", "core"], ["personal"], ["nomination", "title"]].reduce((draft: JsonObject, path) => {
    const value = getAt(draft, path);
    if (value === undefined) return draft;
    return setAt(draft, path, typeof value === "string" && value === from ? to : rename(value));
  }, placed);
  return renamed;
}

/** The draft with each entry of a list changed; without the list, the very same. */
function mapEntries(draft: JsonObject, path: JsonPath, change: (entry: JsonObject) => JsonObject): JsonObject {
  const list = listAt(draft, path);
  if (list.length === 0) return draft;
  return setAt(
    draft,
    path,
    list.map((entry) => (isObject(entry) ? change(entry) : entry)),
  );
}

/** References alone: nodes keep their names. */
function followReferences(json: Json, from: string, to: string, scope: string): Json {
  if (typeof json === "string") return json.includes("{") ? renameReferences(json, from, to, scope) : json;
  if (Array.isArray(json)) return (json as readonly Json[]).map((item) => followReferences(item, from, to, scope));
  if (!isObject(json)) return json;
  return Object.fromEntries(
    Object.entries(json).map(([key, value]) => [key, followReferences(value, from, to, scope)]),
  );
}
