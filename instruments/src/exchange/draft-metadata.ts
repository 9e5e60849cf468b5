import { brandAs, type QuestionnaireName } from "../model/ids.ts";
import type { LocalizedText } from "../model/localized.ts";
import type { Json, QuestionnaireDefinition } from "../model/questionnaire.ts";
import type { FindingList } from "../profile/finding.ts";
import { isObject } from "../profile/read-properties.ts";

/** What a foreign file says about a questionnaire besides its questions. */
export interface ForeignHead {
  readonly name: string;
  readonly title: LocalizedText | undefined;
  /** Where the file says it, for findings. */
  readonly path: string;
}

/** A name of the profile made of a foreign one; "questionnaire" where no letter is left. */
export function draftName(foreign: string): QuestionnaireName {
  const name = foreign
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^a-z0-9]+/gu, "-")
    .replace(/^-+|-+$/gu, "")
    .slice(0, 64);
  return brandAs<QuestionnaireName>(name === "" ? "questionnaire" : name);
}

/** Every object in a survey that has a type: its questions, roughly. */
function countQuestions(json: Json): number {
  if (Array.isArray(json))
    return (json as readonly Json[]).reduce<number>((sum, item) => sum + countQuestions(item), 0);
  if (!isObject(json)) return 0;
  const own = typeof json["type"] === "string" && !["panel", "html", "image"].includes(json["type"]) ? 1 : 0;
  const below = ["pages", "elements", "templateElements"].map((key) => countQuestions(json[key] ?? null));
  return below.reduce((sum, count) => sum + count, own);
}

const unclear = /不清楚|不知道|不了解|不适用|无法判断|拒绝回答|说不清|not applicable|don.t know|prefer not/iu;

/** Numeric codes that always stand beside “不清楚/不适用”. */
function findMissingCodes(json: Json, found: Map<number, boolean>): Map<number, boolean> {
  if (Array.isArray(json)) for (const item of json as readonly Json[]) findMissingCodes(item, found);
  if (!isObject(json)) return found;
  const { value, text } = json;
  if (typeof value === "number" && text !== undefined) {
    const fits = unclear.test(typeof text === "string" ? text : JSON.stringify(text));
    found.set(value, fits && found.get(value) !== false);
  }
  for (const below of Object.values(json)) findMissingCodes(below, found);
  return found;
}

/** Seconds a respondent needs for a question, for the first estimate of the minutes. */
const secondsAQuestion = 10;

/** Puts a foreign survey into a questionnaire: what must be known besides is drafted, and reported to be looked at. */
export function draftQuestionnaire(
  survey: { readonly [key: string]: Json },
  head: ForeignHead,
  list: FindingList,
): QuestionnaireDefinition {
  const questions = countQuestions(survey);
  const missingCodes = [...findMissingCodes(survey, new Map())].filter(([, fits]) => fits).map(([code]) => code);
  const title = head.title ?? { zh: head.name };
  const minutes = Math.min(240, Math.max(1, Math.round((questions * secondsAQuestion) / 60)));
  list.warn(
    "exchange.drafted",
    head.path,
    `drafted: name, title, purpose, minutes (${minutes}), missing codes (${missingCodes.join(", ") || "none"}), no constructs`,
    "look them over in the draft: respondents read title and minutes, the analysis needs missing codes and constructs",
  );
  return {
    name: draftName(head.name),
    form: questions > 40 ? "full" : "short",
    title,
    purpose: { zh: "（请填写调查目的）" },
    minutes,
    constructs: [],
    missingCodes,
    survey: { clearInvisibleValues: "onHidden", ...survey },
  };
}
