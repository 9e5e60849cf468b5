import type { Locale } from "../model/localized.ts";
import type { Json } from "../model/questionnaire.ts";
import type { Study } from "../model/study.ts";

const slotPattern = /\{([^{}\n]{1,30})\}/g;

/** What the slots of a pack's texts stand for, from `study.yaml`; a slot whose field is not filled in stays away. */
export function slotsOf(study: Study, locale: Locale = "zh"): ReadonlyMap<string, string> {
  const slots = new Map([
    ["课题名称", study.title[locale] ?? study.title.zh],
    ["承担单位", study.undertaker],
    ["委托方", study.commissioner],
    ["负责人", study.lead],
    ["地区", study.region],
    ["年度", String(study.reportYear)],
    ["上年度", String(study.reportYear - 1)],
  ]);
  if (study.contact !== undefined) slots.set("联系方式", study.contact);
  if (study.retainUntil !== undefined)
    slots.set("保存期限", locale === "en" ? study.retainUntil : showDay(study.retainUntil));
  return slots;
}

/** Puts the study's own words into the slots `{名称}` of a text; other braces stay, e.g. what an interviewer says. */
export function fillSlots(text: string, slots: ReadonlyMap<string, string>): string {
  return text.replace(slotPattern, (whole, name: string) => slots.get(name) ?? whole);
}

/** The same for every text of a JSON value. */
export function fillJson(value: Json, slots: ReadonlyMap<string, string>): Json {
  if (typeof value === "string") return fillSlots(value, slots);
  if (Array.isArray(value)) return value.map((item: Json) => fillJson(item, slots));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, fillJson(item as Json, slots)]));
}

/** Slots that are still open in a text. */
export function openSlots(text: string): readonly string[] {
  return [...new Set([...text.matchAll(slotPattern)].map(([whole]) => whole))];
}

/** `2027-12-31` as `2027年12月31日`. */
function showDay(day: string): string {
  const [year, month, date] = day.split("-").map(Number);
  return `${year}年${month}月${date}日`;
}
