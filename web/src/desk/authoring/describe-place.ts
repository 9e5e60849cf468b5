import type { AuthoringMessages } from "../../i18n/authoring.zh.ts";
import { type JsonObject, type JsonPath, parsePath } from "./edit/json-path.ts";
import { listOutline } from "./edit/outline.ts";
import { callNode } from "./edit/references.ts";
import { findNode } from "./use-checked.ts";

type Words = Pick<AuthoringMessages, "settings" | "properties" | "settingFields" | "entry" | "partOf">;

/** Words for the properties and list places of a path: “选项 第 4 项”; what has no words is left out. */
function describeParts(parts: JsonPath, words: Readonly<Record<string, string>>, texts: Words): readonly string[] {
  const said: string[] = [];
  for (const part of parts) {
    const last = said.at(-1);
    if (typeof part === "number") {
      if (last !== undefined) said[said.length - 1] = texts.entry(last, part + 1);
    } else if (words[part] !== undefined) said.push(words[part]);
  }
  return said;
}

/** What a finding is about, as a person would say it: the question and its field, or the setting. */
export function describePlace(draft: JsonObject, path: string, texts: Words): string {
  const node = findNode(draft, path);
  const parts = parsePath(path);
  if (node === null) {
    const said = describeParts(parts, texts.settingFields, texts);
    return texts.partOf([texts.settings, ...said]);
  }
  const line = listOutline(draft).find((one) => one.path.join() === node.join());
  const called = line === undefined ? texts.settings : callNode(line);
  const fields = { ...texts.settingFields, ...texts.properties };
  return texts.partOf([called, ...describeParts(parts.slice(node.length), fields, texts)]);
}

/** The setting a path leads to, without places in lists: `constructs[0].items[2]` is `constructs.items`. */
export function settingOf(path: string): string {
  return path.replace(/\[\d+\]/gu, "");
}
