import { isTooDeep } from "../lint/check-definition.ts";
import { lintQuestionnaire } from "../lint/lint-questionnaire.ts";
import { jsonFaultLine } from "../model/json-fault-line.ts";
import type { Json, QuestionnaireDefinition } from "../model/questionnaire.ts";
import { FindingList, type LintFinding } from "../profile/finding.ts";
import { readText } from "../profile/localized-string.ts";
import { isObject } from "../profile/read-properties.ts";
import { draftQuestionnaire } from "./draft-metadata.ts";

/** A questionnaire made of a foreign file; null where the file holds none. Findings with errors are losses or faults. */
export interface ReadQuestionnaire {
  readonly definition: QuestionnaireDefinition | null;
  readonly findings: readonly LintFinding[];
}

/** Findings whose place the profile refuses as a whole: it is taken out, everything else stays to be mended. */
const refusedCodes: ReadonlySet<string> = new Set([
  "unknown-property",
  "duplicate-property",
  "wrong-value",
  "unknown-type",
  "unsafe-html",
  "unsafe-link",
  "bad-expression",
  "unknown-validator",
  "unsafe-regex",
]);

type Key = string | number;

function keysOf(path: string): readonly Key[] {
  return [...path.matchAll(/([^.[\]]+)|\[(\d+)\]/gu)].map(([, name, index]) => name ?? Number(index));
}

/** A validator goes with its pattern, an element with the only thing it shows: without it they would mean something else. */
function placeOf({ code, path }: LintFinding): readonly Key[] {
  const keys = keysOf(path);
  const whole = code === "unsafe-regex" || keys.at(-1) === "html" || keys.at(-1) === "imageLink";
  return whole ? keys.slice(0, -1) : keys;
}

/** Takes the places out of a copy; later items of a list go first, so that earlier ones keep their places. */
function takeOut(json: Json, places: readonly (readonly Key[])[]): Json {
  const copy = JSON.parse(JSON.stringify(json)) as Json;
  const ordered = [...places].sort((left, right) => comparePlaces(right, left));
  for (const place of ordered) {
    const parent = place.slice(0, -1).reduce<unknown>((at, key) => (at as Record<Key, unknown>)?.[key], copy);
    const last = place.at(-1);
    if (Array.isArray(parent) && typeof last === "number") parent.splice(last, 1);
    else if (typeof parent === "object" && parent !== null && last !== undefined)
      delete (parent as Record<Key, unknown>)[last];
  }
  return copy;
}

function comparePlaces(left: readonly Key[], right: readonly Key[]): number {
  for (let depth = 0; depth < Math.min(left.length, right.length); depth += 1) {
    const [a, b] = [left[depth], right[depth]];
    if (a === b) continue;
    return typeof a === "number" && typeof b === "number" ? a - b : String(a) < String(b) ? -1 : 1;
  }
  return left.length - right.length;
}

const mostRounds = 5;

/** The questionnaire without what the profile refuses, and every finding about what came. */
function keepAccepted(definition: QuestionnaireDefinition): ReadQuestionnaire {
  let kept = definition as unknown as Json;
  const refused: LintFinding[] = [];
  for (let round = 0; round < mostRounds; round += 1) {
    const findings = lintQuestionnaire(kept);
    const out = findings.filter(
      ({ severity, code, path }) => severity === "error" && refusedCodes.has(code) && path.startsWith("survey."),
    );
    if (out.length === 0)
      return { definition: kept as unknown as QuestionnaireDefinition, findings: [...refused, ...findings] };
    refused.push(...out);
    kept = takeOut(kept, out.map(placeOf));
  }
  return { definition: kept as unknown as QuestionnaireDefinition, findings: [...refused, ...lintQuestionnaire(kept)] };
}

function parse(text: string, list: FindingList): Json | undefined {
  try {
    return JSON.parse(text.replace(/^\uFEFF/u, "")) as Json;
  } catch (error) {
    const { message } = error as Error;
    const line = jsonFaultLine(text, message);
    const remedy = "open it in an editor and mend that place, or save the survey's JSON again";
    list.error("exchange.not-json", line === null ? "" : `line ${line}`, `not JSON: ${message}`, remedy);
    return undefined;
  }
}

/**
 * Reads a survey in SurveyJS JSON, or a questionnaire as Diaoyan exports it. What the profile accepts is kept, what it
 * refuses is left out and listed with path and remedy; metadata that SurveyJS does not know are drafted. `name` is used
 * where the file has none. Never throws.
 */
export function readSurveyJson(text: string, name: string): ReadQuestionnaire {
  const list = new FindingList();
  const json = parse(text, list);
  if (json === undefined) return { definition: null, findings: list.findings };
  if (isTooDeep(json)) {
    list.error("too-deep", "", "the JSON is nested deeper than any questionnaire", "flatten it");
    return { definition: null, findings: list.findings };
  }
  if (
    !isObject(json) ||
    !(Array.isArray(json["pages"]) || Array.isArray(json["elements"]) || isObject(json["survey"]))
  ) {
    list.error(
      "exchange.no-survey",
      "",
      "the JSON holds no survey: expected pages or elements (SurveyJS), or a questionnaire with the property survey",
      "choose the JSON of the survey itself, not its answers or its theme",
    );
    return { definition: null, findings: list.findings };
  }
  if (isObject(json["survey"])) return keepAccepted(json as unknown as QuestionnaireDefinition);
  const title = json["title"] === undefined ? undefined : readText(json["title"], name);
  const drafted = draftQuestionnaire(json, { name, title: title?.zh === "" ? undefined : title, path: "" }, list);
  const { definition, findings } = keepAccepted(drafted);
  return { definition, findings: [...list.findings, ...findings] };
}
