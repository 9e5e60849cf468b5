import type { Json } from "@diaoyan/instruments";
import { isObject } from "./json-path.ts";

/** A text in both languages; empty where none stands. */
export interface TextPair {
  readonly zh: string;
  readonly en: string;
}

/** How texts are kept: SurveyJS writes `zh-cn`, the study's own files `zh`. */
export type TextForm = "survey" | "study";

const word = (value: Json | undefined) => (typeof value === "string" ? value : "");

/** The Chinese key a text uses: the one it has, else that of its form. */
function chineseKey(value: Json | undefined, form: TextForm): string {
  if (form === "study") return "zh";
  if (isObject(value) && !Object.hasOwn(value, "zh-cn") && Object.hasOwn(value, "default")) return "default";
  return "zh-cn";
}

export function readLocalized(value: Json | undefined, form: TextForm = "survey"): TextPair {
  if (typeof value === "string") return { zh: value, en: "" };
  if (!isObject(value)) return { zh: "", en: "" };
  return { zh: word(value[chineseKey(value, form)]), en: word(value["en"]) };
}

/**
 * The value with one language changed and the other left as it is: a plain string stays one while there is no English,
 * an empty text leaves no trace, and a text without any language is undefined.
 */
export function writeLocalized(
  value: Json | undefined,
  locale: keyof TextPair,
  text: string,
  form: TextForm = "survey",
): Json | undefined {
  const key = chineseKey(value, form);
  if (form === "survey" && locale === "zh" && !isObject(value)) return text === "" ? undefined : text;
  const texts = isObject(value) ? value : typeof value === "string" ? { [key]: value } : {};
  const at = locale === "zh" ? key : "en";
  const next =
    text !== "" ? { ...texts, [at]: text } : locale === "en" ? without(texts, "en") : withoutChinese(texts, form);
  if (form === "study") return locale === "zh" && text === "" ? { ...next, zh: "" } : next;
  const rest = Object.keys(next);
  if (rest.length === 0) return undefined;
  return typeof value === "string" && rest.length === 1 && rest[0] === key ? (next[key] as Json) : next;
}

function without(texts: { readonly [key: string]: Json }, key: string): { readonly [key: string]: Json } {
  const { [key]: _, ...rest } = texts;
  return rest;
}

/** Both keys that SurveyJS reads Chinese from. */
function withoutChinese(texts: { readonly [key: string]: Json }, form: TextForm): { readonly [key: string]: Json } {
  return form === "study" ? without(texts, "zh") : without(without(texts, "zh-cn"), "default");
}
