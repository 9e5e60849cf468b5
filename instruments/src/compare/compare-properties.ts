import { canonicalJson } from "../hash/canonical-json.ts";
import type { Json } from "../model/questionnaire.ts";
import { isLocalizedString, readText } from "../profile/localized-string.ts";
import { propertyAliases } from "../profile/property-rule.ts";
import { isObject } from "../profile/read-properties.ts";
import { textProperties } from "../profile/text-properties.ts";
import type { ChangeKind, DefinitionChange } from "./definition-change.ts";
import { findMoved } from "./find-moved.ts";

/** What a change is about, for all changes of one thing. */
export type About = Pick<DefinitionChange, "subject" | "page" | "name" | "title">;

type Properties = Readonly<Record<string, Json>>;

const optionLists = new Set(["choices", "rows", "columns", "rateValues"]);
const required = new Set(["isRequired", "eachRowRequired"]);
const condition = /If$|^expression$/u;
/** A value as a person reads it: texts as they are, everything else as JSON. */
export function sayValue(value: Json | undefined): string | null {
  if (value === undefined) return null;
  return typeof value === "string" ? value : safeJson(value);
}

/** JSON in one notation; half characters of a broken draft do not stop the comparison. */
export function safeJson(value: Json): string {
  try {
    return canonicalJson(value);
  } catch {
    return JSON.stringify(value);
  }
}

function sameJson(before: Json | undefined, after: Json | undefined): boolean {
  return before === after || (before !== undefined && after !== undefined && safeJson(before) === safeJson(after));
}

const isWording = (name: string, value: Json | undefined) =>
  value === undefined || (isLocalizedString(value) && (typeof value === "object" || textProperties.has(name)));

/** Changes of a text, language by language. */
export function compareTexts(about: About, property: string, before?: Json, after?: Json): DefinitionChange[] {
  const empty = { zh: null, en: null };
  const old = before === undefined ? empty : { en: null, ...readText(before, "") };
  const now = after === undefined ? empty : { en: null, ...readText(after, "") };
  return (["zh", "en"] as const).flatMap((locale) => {
    if (old[locale] === now[locale]) return [];
    return [{ ...about, kind: "wording" as const, property, locale, before: old[locale], after: now[locale] }];
  });
}

function kindOf(name: string): ChangeKind {
  if (name === "type") return "type";
  if (required.has(name)) return "required";
  return condition.test(name) ? "condition" : "setting";
}

function compareOne(about: About, name: string, before: Json | undefined, after: Json | undefined): DefinitionChange[] {
  if (sameJson(before, after)) return [];
  if (optionLists.has(name) && isList(before) && isList(after)) return compareOptions(about, name, before, after);
  if ((before ?? after) !== undefined && isWording(name, before) && isWording(name, after)) {
    const changes = compareTexts(about, name, before, after);
    if (changes.length > 0) return changes;
  }
  return [{ ...about, kind: kindOf(name), property: name, before: sayValue(before), after: sayValue(after) }];
}

const isList = (value: Json | undefined): value is readonly Json[] | undefined =>
  value === undefined || Array.isArray(value);

/** Changes of all properties of a thing; older names of SurveyJS count as the newer ones. */
export function compareAll(about: About, before: Properties, after: Properties): DefinitionChange[] {
  const [old, now] = [withNewNames(before), withNewNames(after)];
  const names = [...new Set([...Object.keys(old), ...Object.keys(now)])];
  return names.flatMap((name) => compareOne(about, name, old[name], now[name]));
}

function withNewNames(properties: Properties): Properties {
  const named = Object.entries(properties).map(([name, value]): [string, Json] => {
    const current = Object.hasOwn(propertyAliases, name) ? (propertyAliases[name] as string) : name;
    return [Object.hasOwn(properties, current) ? name : current, value];
  });
  return Object.fromEntries(named);
}

interface Option {
  readonly key: string;
  readonly properties: Properties;
}

/** Options by value; a value that stands twice in a broken draft keeps its turn. */
function readOptions(list: readonly Json[] = []): readonly Option[] {
  const counts = new Map<string, number>();
  return list.map((item) => {
    const properties = isObject(item) ? item : { value: item };
    const value = sayValue(properties["value"]) ?? "";
    const count = (counts.get(value) ?? 0) + 1;
    counts.set(value, count);
    return { key: count === 1 ? value : `${value}#${count}`, properties };
  });
}

const labelOf = ({ key, properties }: Option) => readText(properties["text"], key).zh;

function compareOptions(about: About, list: string, before?: readonly Json[], after?: readonly Json[]) {
  const [old, now] = [readOptions(before), readOptions(after)];
  const oldByKey = new Map(old.map((option) => [option.key, option]));
  const kept = new Set(now.map(({ key }) => key));
  const order = (options: readonly Option[]) => options.map(({ key }) => key);
  const moved = findMoved(order(old), order(now));
  const changes: DefinitionChange[] = old
    .filter(({ key }) => !kept.has(key))
    .map((option) => ({
      ...about,
      kind: "optionRemoved",
      property: `${list} ${option.key}`,
      before: labelOf(option),
      after: null,
    }));
  for (const option of now) {
    const property = `${list} ${option.key}`;
    const was = oldByKey.get(option.key);
    if (was === undefined) {
      changes.push({ ...about, kind: "optionAdded", property, before: null, after: labelOf(option) });
      continue;
    }
    const inside = compareAll(about, was.properties, option.properties);
    changes.push(...inside.map((change) => ({ ...change, property: nameInside(property, change.property) })));
    if (moved.has(option.key)) {
      changes.push({ ...about, kind: "optionMoved", property, before: labelOf(was), after: labelOf(option) });
    }
  }
  return changes;
}

const nameInside = (option: string, property: string) => (property === "text" ? option : `${option} ${property}`);
