import type { Json } from "@diaoyan/instruments";

/** Way to a value inside a draft: property names and list positions. */
export type JsonPath = readonly (string | number)[];
export type JsonObject = { readonly [key: string]: Json };

export function isObject(value: Json | undefined): value is JsonObject {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}

const isList = (value: Json | undefined): value is readonly Json[] => Array.isArray(value);

/** `survey.pages[0].name` as a path. */
export function parsePath(text: string): JsonPath {
  return [...text.matchAll(/\[(\d+)\]|([^.[\]]+)/gu)].map(([, index, name]) =>
    index === undefined ? (name ?? "") : Number(index),
  );
}

/** A path as the linter writes it. */
export function sayPath(path: JsonPath): string {
  return path
    .map((part) => (typeof part === "number" ? `[${part}]` : `.${part}`))
    .join("")
    .replace(/^\./u, "");
}

export function startsWith(path: JsonPath, start: JsonPath): boolean {
  return start.length <= path.length && start.every((part, place) => part === path[place]);
}

/** The value at a path; undefined where the way ends before. */
export function getAt(root: Json | undefined, path: JsonPath): Json | undefined {
  let at = root;
  for (const part of path) {
    if (isList(at) && typeof part === "number") at = at[part];
    else if (isObject(at) && typeof part === "string" && Object.hasOwn(at, part)) at = at[part];
    else return undefined;
  }
  return at;
}

/** The list at a path, empty where there is none. */
export function listAt(root: Json | undefined, path: JsonPath): readonly Json[] {
  const list = getAt(root, path);
  return isList(list) ? list : [];
}

function setKey(holder: Json | undefined, key: string | number, value: Json | undefined): Json {
  if (typeof key === "number") {
    const list = isList(holder) ? holder : [];
    return value === undefined ? list.filter((_, place) => place !== key) : Object.assign([...list], { [key]: value });
  }
  const object = isObject(holder) ? holder : {};
  if (value !== undefined) return { ...object, [key]: value };
  const { [key]: _, ...rest } = object;
  return rest;
}

/** A copy with another value at a path, everything else the very same; undefined removes what stands there. */
export function setAt<Root extends Json>(root: Root, path: JsonPath, value: Json | undefined): Root {
  const [key, ...rest] = path;
  if (key === undefined) return value as Root;
  const inside = getAt(root, [key]);
  const next = rest.length === 0 ? value : setAt(inside ?? (typeof rest[0] === "number" ? [] : {}), rest, value);
  return setKey(root, key, next) as Root;
}

/** A copy with one more entry in the list at a path. */
export function insertAt<Root extends Json>(
  root: Root,
  list: JsonPath,
  index: number,
  ...values: readonly Json[]
): Root {
  const entries = listAt(root, list);
  return setAt(root, list, [...entries.slice(0, index), ...values, ...entries.slice(index)]);
}
