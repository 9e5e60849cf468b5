import type { Json } from "@diaoyan/instruments";
import { readOption } from "./edit-options.ts";
import { getAt, isObject, type JsonObject, listAt } from "./json-path.ts";
import { freeName, listOutline } from "./outline.ts";
import { callNode } from "./references.ts";

/** A page of a draft with the module that has it; null for a page everybody is asked. */
export interface PlacedPage {
  readonly name: string;
  readonly title: string;
  readonly module: number | null;
}

/** The pages of a draft and whose they are. */
export function listPages(draft: JsonObject): readonly PlacedPage[] {
  const modules = listAt(draft, ["split", "modules"]);
  return listOutline(draft)
    .filter(({ kind }) => kind === "page")
    .map(({ name, title }) => {
      const module = modules.findIndex((one) => listAt(one, ["pages"]).includes(name));
      return { name, title: title || name, module: module < 0 ? null : module };
    });
}

/** A plan to start from: each page but the first a module of its own, one of them drawn; null with too few pages. */
export function startSplit(draft: JsonObject): JsonObject | null {
  const pages = listPages(draft);
  const own = pages.length > 2 ? pages.slice(1) : pages;
  if (own.length < 2) return null;
  const modules = own.slice(0, 24).map(({ name, title }, index) => ({
    id: `m${index + 1}`,
    label: { zh: title },
    pages: [name],
  }));
  const minutes = Math.max(1, Math.round(Number(draft["minutes"]) / 2) || 5);
  return { draw: 1, minutes, modules, core: [] };
}

/** One more module, without pages yet. */
export function addModule(modules: readonly Json[]): readonly Json[] {
  const taken = new Set(modules.map((one) => String(isObject(one) ? one["id"] : "").toLowerCase()));
  return [...modules, { id: freeName(taken, "m"), label: { zh: "" }, pages: [] }];
}

/** What can be asked of everybody although it stands on a page of a module: questions, and rows of tables. */
export function listCoreItems(draft: JsonObject): readonly { readonly value: string; readonly label: string }[] {
  const pages = new Set(listPages(draft).flatMap(({ name, module }) => (module === null ? [] : [name])));
  let inside = false;
  return listOutline(draft).flatMap((line) => {
    if (line.kind === "page") inside = pages.has(line.name);
    if (!inside || line.kind !== "question" || line.path.includes("templateElements")) return [];
    const called = `${line.name} ${callNode(line)}`;
    const rows =
      line.type === "matrix" || line.type === "matrixdropdown" ? listAt(getAt(draft, line.path), ["rows"]) : [];
    return [
      { value: line.name, label: called },
      ...rows.map(readOption).map(({ value, zh }) => ({
        value: `${line.name}_${value}`,
        label: `${line.name}_${value} ${callNode(line)} · ${zh || value}`,
      })),
    ];
  });
}
