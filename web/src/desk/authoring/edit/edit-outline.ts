import type { Json } from "@diaoyan/instruments";
import { getAt, insertAt, isObject, type JsonObject, type JsonPath, listAt, setAt, startsWith } from "./json-path.ts";
import { childListOf, freeName, listOutline, takenNames } from "./outline.ts";
import { newQuestion, type QuestionKind } from "./question-types.ts";
import { renameInside } from "./rename-question.ts";

/** A changed draft and what is chosen in it now; null stands for the questionnaire itself. */
export interface Edited {
  readonly draft: JsonObject;
  readonly chosen: JsonPath | null;
}

const isPage = (path: JsonPath) => path.length === 3 && path[1] === "pages";

/** Where something new comes: into the chosen page or panel at its end, else behind the chosen question. */
function placeAfter(draft: JsonObject, chosen: JsonPath | null): { readonly list: JsonPath; readonly index: number } {
  if (chosen === null || getAt(draft, chosen) === undefined) {
    const last = listAt(draft, ["survey", "pages"]).length - 1;
    const list = last < 0 ? ["survey", "elements"] : ["survey", "pages", last, "elements"];
    return { list, index: listAt(draft, list).length };
  }
  const inside = childListOf(getAt(draft, chosen), isPage(chosen) || chosen.length === 1);
  if (inside !== undefined) return { list: [...chosen, inside], index: listAt(draft, [...chosen, inside]).length };
  return { list: chosen.slice(0, -1), index: Number(chosen.at(-1)) + 1 };
}

export function addQuestion(draft: JsonObject, chosen: JsonPath | null, kind: QuestionKind): Edited {
  const at = listAt(draft, ["survey", "pages"]).length === 0 && listAt(draft, ["survey", "elements"]).length === 0;
  const [base, from] = at ? [addPage(draft, null).draft, null] : [draft, chosen];
  const stem = kind === "panel" ? "group" : kind === "html" || kind === "image" ? "note" : "q";
  const { list, index } = placeAfter(base, from);
  const node = newQuestion(kind, freeName(takenNames(base), stem));
  return { draft: insertAt(base, list, index, node), chosen: [...list, index] };
}

/** A new page behind the one that holds what is chosen, else at the end. */
export function addPage(draft: JsonObject, chosen: JsonPath | null): Edited {
  const pages = listAt(draft, ["survey", "pages"]);
  const index = chosen !== null && chosen[1] === "pages" ? Number(chosen[2]) + 1 : pages.length;
  const page = { name: freeName(takenNames(draft), "page"), elements: [] };
  return { draft: insertAt(draft, ["survey", "pages"], index, page), chosen: ["survey", "pages", index] };
}

/** A copy behind the original; everything in it gets a free name, and its conditions read the copies. */
export function duplicateNode(draft: JsonObject, path: JsonPath): Edited {
  const node = getAt(draft, path);
  if (!isObject(node)) return { draft, chosen: path };
  const [list, index] = [path.slice(0, -1), Number(path.at(-1)) + 1];
  const taken = new Set(takenNames(draft));
  const names = listOutline(draft)
    .filter((line) => startsWith(line.path, path))
    .map(({ name }) => name);
  let copy: Json = node;
  for (const name of new Set(names)) {
    const fresh = freeName(taken, `${name.replace(/_?\d+$/u, "")}_`);
    taken.add(fresh.toLowerCase());
    copy = renameInside(copy, name, fresh);
  }
  return { draft: insertAt(draft, list, index, copy), chosen: [...list, index] };
}

export function removeNode(draft: JsonObject, path: JsonPath): Edited {
  const lines = listOutline(draft);
  const at = lines.findIndex((line) => line.path.join() === path.join());
  const neighbour = lines.slice(0, Math.max(at, 0)).at(-1)?.path ?? null;
  return { draft: setAt(draft, path, undefined), chosen: neighbour };
}

/** Places a node can be moved to: the pages and panels of the draft, without those inside itself. */
export function listTargets(draft: JsonObject, path: JsonPath): readonly JsonPath[] {
  if (isPage(path)) return [];
  return listOutline(draft)
    .filter((line) => !startsWith(line.path, path))
    .flatMap((line) => {
      const list = childListOf(getAt(draft, line.path), line.kind === "page");
      return list === undefined ? [] : [[...line.path, list]];
    });
}

/** Moves a node to a place of a list, `index` counted before it is taken away; what it holds comes along. */
export function moveTo(draft: JsonObject, path: JsonPath, list: JsonPath, index: number): Edited {
  const node = getAt(draft, path);
  if (node === undefined || startsWith(list, path)) return { draft, chosen: path };
  const [from, old] = [path.slice(0, -1), Number(path.at(-1))];
  const same = from.join() === list.join();
  const to = same && index > old ? index - 1 : index;
  const target = shiftPath(list, from, old);
  return { draft: insertAt(setAt(draft, path, undefined), target, to, node), chosen: [...target, to] };
}

/** A path after entry `old` of the list `from` was taken away. */
function shiftPath(path: JsonPath, from: JsonPath, old: number): JsonPath {
  const place = path[from.length];
  if (!startsWith(path, from) || typeof place !== "number" || place <= old) return path;
  return [...path.slice(0, from.length), place - 1, ...path.slice(from.length + 1)];
}

/** One step up or down; at the edge of a panel out of it, at the edge of a page onto the next. */
export function moveNode(draft: JsonObject, path: JsonPath, step: -1 | 1): Edited {
  const [list, index] = [path.slice(0, -1), Number(path.at(-1))];
  const next = index + step;
  if (next >= 0 && next < listAt(draft, list).length) return moveTo(draft, path, list, step > 0 ? next + 1 : next);
  const holder = list.slice(0, -1);
  if (isPage(path) || holder.length < 3) return { draft, chosen: path };
  if (!isPage(holder)) {
    const [outer, at] = [holder.slice(0, -1), Number(holder.at(-1))];
    return moveTo(draft, path, outer, step > 0 ? at + 1 : at);
  }
  const page = [...holder.slice(0, -1), Number(holder.at(-1)) + step];
  if (getAt(draft, page) === undefined) return { draft, chosen: path };
  const target = [...page, "elements"];
  return moveTo(draft, path, target, step > 0 ? 0 : listAt(draft, target).length);
}
