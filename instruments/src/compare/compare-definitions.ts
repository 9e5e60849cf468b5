import type { Json, QuestionnaireDefinition } from "../model/questionnaire.ts";
import { isObject } from "../profile/read-properties.ts";
import { type About, compareAll, compareTexts, safeJson, sayValue } from "./compare-properties.ts";
import type { ChangeSubject, DefinitionChange } from "./definition-change.ts";
import { findMoved } from "./find-moved.ts";
import { listParts, type Part } from "./list-parts.ts";

type Properties = Readonly<Record<string, Json>>;

const around: About = { subject: "questionnaire", page: null, name: "", title: "" };

function aboutPart({ subject, page, name, title }: Part): About {
  return { subject, page, name, title };
}

function compareParts(before: readonly Part[], after: readonly Part[]): DefinitionChange[] {
  const old = new Map(before.map((part) => [part.key, part]));
  const now = new Map(after.map((part) => [part.key, part]));
  const gone = ({ parent }: Part) => old.has(parent) && !now.has(parent);
  const fresh = ({ parent }: Part) => now.has(parent) && !old.has(parent);
  const removed = before.filter((part) => !now.has(part.key) && !(part.subject === "part" && gone(part)));
  const changes: DefinitionChange[] = removed.map((part) => ({
    ...aboutPart(part),
    kind: "removed",
    property: "",
    before: part.title,
    after: null,
  }));
  const kept = (parts: readonly Part[], other: ReadonlyMap<string, Part>) =>
    parts.filter(({ key }) => other.has(key)).map(({ key }) => key);
  const moved = findMoved(kept(before, now), kept(after, old));
  for (const part of after) {
    const about = aboutPart(part);
    const was = old.get(part.key);
    if (was === undefined) {
      if (!(part.subject === "part" && fresh(part))) {
        changes.push({ ...about, kind: "added", property: "", before: null, after: part.title });
      }
      continue;
    }
    if (moved.has(part.key) || (was.parent !== part.parent && !gone(was) && !fresh(part)) || was.page !== part.page) {
      changes.push({ ...about, kind: "moved", property: "", before: was.page, after: part.page });
    }
    changes.push(...compareAll(about, was.properties, part.properties));
  }
  return changes;
}

/** Lists of named objects around the pages: constructs, calculated values. */
function compareNamed(subject: ChangeSubject, id: string, before: Json | undefined, after: Json | undefined) {
  const read = (list: Json | undefined) =>
    new Map(
      (Array.isArray(list) ? (list as readonly Json[]) : []).map((item, place): [string, Properties] => {
        const object = isObject(item) ? item : { value: item };
        return [sayValue(object[id]) ?? String(place), object];
      }),
    );
  const [old, now] = [read(before), read(after)];
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((name): DefinitionChange[] => {
    const about = { ...around, subject, name, title: name };
    const [was, is] = [old.get(name), now.get(name)];
    if (was === undefined) return [{ ...about, kind: "added", property: "", before: null, after: name }];
    if (is === undefined) return [{ ...about, kind: "removed", property: "", before: name, after: null }];
    const { label: oldLabel, ...oldRest } = was;
    const { label: newLabel, ...newRest } = is;
    return [
      ...compareTexts(about, "label", fromStudy(oldLabel), fromStudy(newLabel)),
      ...compareAll(about, oldRest, newRest),
    ];
  });
}

/** Texts around the survey are kept under `zh` and `en`. */
function fromStudy(text: Json | undefined): Json | undefined {
  if (!isObject(text)) return text;
  const { zh, en } = text;
  return { ...(typeof zh === "string" ? { "zh-cn": zh } : {}), ...(typeof en === "string" ? { en } : {}) };
}

function without(object: Properties, ...names: readonly string[]): Properties {
  return Object.fromEntries(Object.entries(object).filter(([name]) => !names.includes(name)));
}

/**
 * What changed between two definitions of a questionnaire, in document order of the newer one, removed things first.
 * Identical definitions give nothing, and every difference gives something: one that only the notation shows (the order
 * of properties apart, which is none) is reported as `notation`. Takes broken drafts, too, and never throws.
 */
export function compareDefinitions(
  before: QuestionnaireDefinition,
  after: QuestionnaireDefinition,
): readonly DefinitionChange[] {
  const [old, now] = [before, after] as unknown as readonly [Properties, Properties];
  if (safeJson(old) === safeJson(now)) return [];
  const surveyOf = (definition: Properties) => (isObject(definition["survey"]) ? definition["survey"] : {});
  const [oldSurvey, newSurvey] = [surveyOf(old), surveyOf(now)];
  const outside = ["pages", "elements", "calculatedValues"];
  const changes = [
    ...["title", "purpose"].flatMap((name) => compareTexts(around, name, fromStudy(old[name]), fromStudy(now[name]))),
    ...compareAll(
      around,
      without(old, "survey", "constructs", "title", "purpose"),
      without(now, "survey", "constructs", "title", "purpose"),
    ),
    ...compareAll(around, without(oldSurvey, ...outside), without(newSurvey, ...outside)),
    ...compareNamed("construct", "id", old["constructs"], now["constructs"]),
    ...compareNamed("calculated", "name", oldSurvey["calculatedValues"], newSurvey["calculatedValues"]),
    ...compareParts(listParts(oldSurvey), listParts(newSurvey)),
  ];
  if (changes.length > 0) return changes;
  return [{ ...around, kind: "notation", property: "", before: null, after: null }];
}
