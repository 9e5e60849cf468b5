import type { LocalizedText } from "../model/localized.ts";
import type { Json } from "../model/questionnaire.ts";

/** Locales a text of a questionnaire may have. */
const textLocales = ["default", "zh-cn", "en"] as const;

/** Whether a value is a text, or an object of texts by locale. */
export function isLocalizedString(value: Json): boolean {
  if (typeof value === "string") return true;
  if (value === null || typeof value !== "object" || Array.isArray(value)) return false;
  const entries = Object.entries(value);
  return (
    entries.length > 0 &&
    entries.every(([locale, text]) => (textLocales as readonly string[]).includes(locale) && typeof text === "string")
  );
}

/** The Chinese and English text of a SurveyJS string, `fallback` where there is none. */
export function readText(value: Json | undefined, fallback: string): LocalizedText {
  if (typeof value === "string") return { zh: value };
  if (value === undefined || value === null || typeof value !== "object") return { zh: fallback };
  const texts = value as Readonly<Record<string, string>>;
  const zh = texts["zh-cn"] ?? texts["default"] ?? texts["en"] ?? fallback;
  return texts["en"] === undefined ? { zh } : { zh, en: texts["en"] };
}

/** Every text of a SurveyJS string, whatever the locale. */
export function textsOf(value: Json): readonly string[] {
  if (typeof value === "string") return [value];
  return value !== null && typeof value === "object"
    ? Object.values(value).filter((text) => typeof text === "string")
    : [];
}
