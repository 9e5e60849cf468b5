import { type Json, textProperties } from "@diaoyan/instruments";
import { getAt, isObject, type JsonObject, type JsonPath, listAt, setAt } from "./json-path.ts";
import { readLocalized, type TextForm, type TextPair, writeLocalized } from "./localized.ts";

/** A text of a draft that can be translated. */
export interface TranslatableText extends TextPair {
  readonly path: JsonPath;
  /** Where it stands, by names and values instead of positions: the same in two versions. */
  readonly key: string;
  /** Name of the page or question it belongs to; empty around the survey. */
  readonly owner: string;
  readonly form: TextForm;
  /** A choice written as its label alone. */
  readonly shorthand: boolean;
}

const optionLists = new Set(["choices", "rows", "columns", "rateValues"]);
/** Lists around the survey whose entries hold a text, and where. */
const labelledLists: readonly (readonly [JsonPath, string])[] = [
  [["constructs"], "label"],
  [["importancePerformance"], "label"],
  [["split", "modules"], "label"],
  [["impossibleCombinations"], "reason"],
];
const hasWords = (text: string) => /[\p{L}]/u.test(text);

class TextReader {
  readonly texts: TranslatableText[] = [];

  private add(value: Json, path: JsonPath, key: string, owner: string, form: TextForm, shorthand = false): void {
    const pair = readLocalized(value, form);
    if (pair.zh.trim() === "" && pair.en.trim() === "") return;
    this.texts.push({ path, key, owner, form, shorthand, ...pair });
  }

  private list(items: readonly Json[], property: string, path: JsonPath, key: string, owner: string): void {
    const seen = new Map<string, number>();
    items.forEach((item, index) => {
      const id = isObject(item) ? String(item["name"] ?? item["value"] ?? item["type"] ?? index) : String(item);
      const count = (seen.get(id) ?? 0) + 1;
      seen.set(id, count);
      const inner = `${key}[${count === 1 ? id : `${id}#${count}`}]`;
      if (isObject(item)) this.node(item, [...path, index], inner, owner);
      else if (optionLists.has(property) && typeof item === "string" && hasWords(item) && !/^[\w-]+$/u.test(item)) {
        this.add(item, [...path, index], inner, owner, "survey", true);
      }
    });
  }

  node(node: JsonObject, path: JsonPath, key: string, owner: string): void {
    const own = typeof node["name"] === "string" && ("type" in node || "elements" in node) ? node["name"] : owner;
    const entries = Object.entries(node);
    // a question is read title first, wherever its title stands in the JSON
    for (const [property, value] of entries) {
      if (textProperties.has(property) && !Array.isArray(value)) {
        this.add(value, [...path, property], `${key}.${property}`, own, "survey");
      }
    }
    for (const [property, value] of entries) {
      if (Array.isArray(value))
        this.list(value as readonly Json[], property, [...path, property], `${key}.${property}`, own);
    }
  }

  around(draft: JsonObject): void {
    for (const property of ["title", "purpose"]) {
      this.add(draft[property] ?? "", [property], property, "", "study");
    }
    this.add(getAt(draft, ["split", "title"]) ?? "", ["split", "title"], "split.title", "", "study");
    for (const [path, field] of labelledLists) {
      listAt(draft, path).forEach((entry, index) => {
        if (!isObject(entry)) return;
        const id = typeof entry["id"] === "string" ? entry["id"] : String(index);
        this.add(entry[field] ?? "", [...path, index, field], `${path.join(".")}[${id}].${field}`, id, "study");
      });
    }
  }
}

/** Every text of a draft that respondents or readers of tables see, in document order. */
export function listTexts(draft: JsonObject): readonly TranslatableText[] {
  const reader = new TextReader();
  reader.around(draft);
  if (isObject(draft["survey"])) reader.node(draft["survey"], ["survey"], "survey", "");
  return reader.texts;
}

/** The draft with one language of a text changed; a choice that was its label alone becomes one with a text. */
export function changeText(
  draft: JsonObject,
  text: Pick<TranslatableText, "path" | "form" | "shorthand" | "zh">,
  locale: keyof TextPair,
  words: string,
): JsonObject {
  if (!text.shorthand) {
    return setAt(draft, text.path, writeLocalized(getText(draft, text.path), locale, words, text.form) ?? "");
  }
  const pair = writeLocalized(text.zh, locale, words);
  return setAt(draft, text.path, { value: text.zh, ...(pair === undefined ? {} : { text: pair }) });
}

function getText(draft: JsonObject, path: JsonPath): Json | undefined {
  let at: Json | undefined = draft;
  for (const part of path) at = (at as Record<string | number, Json> | undefined)?.[part];
  return at;
}

/** Texts whose Chinese changed since a published version while the English stayed: by key. */
export function findToCheck(texts: readonly TranslatableText[], published: JsonObject | null): ReadonlySet<string> {
  if (published === null) return new Set();
  const old = new Map(listTexts(published).map((text) => [text.key, text]));
  return new Set(
    texts.flatMap(({ key, zh, en }) => {
      const was = old.get(key);
      return was !== undefined && en !== "" && was.en === en && was.zh !== zh ? [key] : [];
    }),
  );
}

/** What a table of translations did to a draft. */
export interface Translated {
  readonly draft: JsonObject;
  readonly changed: number;
  /** Lines that fit no text of the draft. */
  readonly unknown: readonly string[];
}

/** Fills in English by the Chinese text (two columns), or by the key of the place (three columns or more, key first). */
export function applyTranslations(draft: JsonObject, rows: readonly (readonly string[])[]): Translated {
  const texts = listTexts(draft);
  const unknown: string[] = [];
  let next = draft;
  let changed = 0;
  for (const row of rows) {
    const byKey = row.length > 2 ? texts.filter(({ key }) => key === row[0]) : [];
    const zh = (byKey.length > 0 || row.length > 2 ? row[row.length - 2] : row[0])?.trim() ?? "";
    const en = row.at(-1)?.trim() ?? "";
    const targets =
      byKey.length > 0 ? byKey.filter((text) => text.zh.trim() === zh) : texts.filter((text) => text.zh.trim() === zh);
    if (targets.length === 0 && zh !== "") unknown.push(zh);
    for (const text of en === "" || zh === "" ? [] : targets) {
      if (text.en === en) continue;
      next = changeText(next, text, "en", en);
      changed++;
    }
  }
  return { draft: next, changed, unknown };
}
