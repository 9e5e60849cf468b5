import type { Json } from "@diaoyan/instruments";
import { isObject, type JsonObject, type JsonPath, listAt } from "./json-path.ts";
import { readLocalized } from "./localized.ts";

/** A page, panel, question or text of a draft as a line of the outline. */
export interface OutlineNode {
  readonly path: JsonPath;
  readonly kind: "page" | "panel" | "question" | "static";
  readonly type: string;
  readonly name: string;
  readonly title: string;
  readonly depth: number;
  /** Place among the questions, counted from 1; null for what takes no answer. */
  readonly number: number | null;
  /** Whether it is seen only under a condition. */
  readonly conditional: boolean;
}

const unasked = new Set(["html", "image", "expression"]);
const childLists: Readonly<Record<string, string>> = { panel: "elements", paneldynamic: "templateElements" };

/** Property of a page or panel that holds its questions; undefined for what holds none. */
export function childListOf(node: Json | undefined, isPage: boolean): string | undefined {
  if (isPage) return "elements";
  const type = isObject(node) ? String(node["type"]) : "";
  return Object.hasOwn(childLists, type) ? childLists[type] : undefined;
}

const textOf = (value: Json | undefined) => (typeof value === "string" ? value : "");

function kindOf(type: string): OutlineNode["kind"] {
  if (type === "panel") return "panel";
  return unasked.has(type) ? "static" : "question";
}

class OutlineReader {
  readonly nodes: OutlineNode[] = [];
  private count = 0;

  private children(list: readonly Json[], path: JsonPath, depth: number, counted: boolean): void {
    list.forEach((node, index) => {
      this.element(node, [...path, index], depth, counted);
    });
  }

  private element(json: Json, path: JsonPath, depth: number, counted: boolean): void {
    const node: JsonObject = isObject(json) ? json : {};
    const type = textOf(node["type"]);
    const kind = kindOf(type);
    const number = counted && kind === "question" ? ++this.count : null;
    this.nodes.push({ ...describe(node, path), kind, type, depth, number });
    const list = childListOf(node, false);
    if (list !== undefined) {
      this.children(listAt(node, [list]), [...path, list], depth + 1, counted && type === "panel");
    }
  }

  page(json: Json, path: JsonPath): void {
    const node: JsonObject = isObject(json) ? json : {};
    this.nodes.push({ ...describe(node, path), kind: "page", type: "page", depth: 0, number: null });
    this.children(listAt(node, ["elements"]), [...path, "elements"], 1, true);
  }
}

function describe(node: JsonObject, path: JsonPath) {
  const title = readLocalized(node["title"]).zh || readLocalized(node["html"]).zh.replace(/<[^>]*>/gu, "");
  return { path, name: textOf(node["name"]), title, conditional: textOf(node["visibleIf"]).trim() !== "" };
}

/** Outlines by draft: a draft is never changed in place, and one is asked for at every finding and line. */
const outlines = new WeakMap<object, readonly OutlineNode[]>();

/** The draft's pages, panels and questions in document order; a survey without pages counts as one page. */
export function listOutline(draft: Json): readonly OutlineNode[] {
  if (!isObject(draft)) return [];
  const known = outlines.get(draft) ?? readOutline(draft);
  outlines.set(draft, known);
  return known;
}

function readOutline(draft: JsonObject): readonly OutlineNode[] {
  const reader = new OutlineReader();
  const pages = listAt(draft, ["survey", "pages"]);
  pages.forEach((page, index) => {
    reader.page(page, ["survey", "pages", index]);
  });
  if (pages.length === 0 && listAt(draft, ["survey", "elements"]).length > 0) {
    reader.page({ name: "page1", elements: listAt(draft, ["survey", "elements"]) }, ["survey"]);
  }
  return reader.nodes;
}

/** Every name that stands in the outline, in lower case: names are unique without regard to case. */
export function takenNames(draft: Json): ReadonlySet<string> {
  return new Set(listOutline(draft).map(({ name }) => name.toLowerCase()));
}

/** `stem` with the first number that makes a free name. */
export function freeName(taken: ReadonlySet<string>, stem: string): string {
  for (let number = 1; ; number++) if (!taken.has(`${stem}${number}`.toLowerCase())) return `${stem}${number}`;
}
