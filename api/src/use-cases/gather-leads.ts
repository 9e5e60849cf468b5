import { type Json, type QuestionnaireDefinition, type Session, textIn } from "@diaoyan/instruments";
import type { CaseLeadLine } from "../contract/index.ts";
import type { Ports } from "../ports/ports.ts";
import type { StoredVersion } from "../ports/questionnaire-store.ts";
import type { StoredResponse } from "../ports/response-store.ts";
import { readAside } from "./set-aside-personal.ts";

export type LeadPorts = Pick<Ports, "studies" | "questionnaires" | "responses" | "sessions" | "personal" | "keys">;

/** A lead as its source has it: a nomination, or a session at which the interviewer noted a case. */
export interface LeadSource extends Pick<CaseLeadLine, "id" | "kind" | "source" | "title" | "day" | "answers"> {
  /** Id of its score sheet. */
  readonly sheet: string;
}

const usualSheets = { reform: "case-selection", person: "person-selection" } as const;
const mostNominations = 1_000;

/** Every lead of a study: nominations that count, newest last, then sessions. Personal answers are opened for the reader. */
export async function gatherLeads(ports: LeadPorts, study: string): Promise<readonly LeadSource[]> {
  const versions = (await ports.questionnaires.listVersions(study)).filter(
    ({ definition }) => definition.nomination !== undefined,
  );
  const nominations = await Promise.all(
    [...new Set(versions.map(({ definition }) => definition.name))].map((questionnaire) =>
      ports.responses.list(study, { questionnaire, statuses: ["complete", "late"], limit: mostNominations }),
    ),
  );
  const byHash = new Map<string, StoredVersion>(versions.map((version) => [version.hash, version]));
  const leads = await Promise.all(
    nominations.flat().map(async (response) => {
      const version = byHash.get(response.version);
      return version === undefined ? [] : [await readNomination(ports, response, version.definition)];
    }),
  );
  const sessions = await ports.sessions.list(study);
  return [...leads.flat(), ...sessions.flatMap(readSessionLead)];
}

async function readNomination(
  ports: LeadPorts,
  response: StoredResponse,
  definition: QuestionnaireDefinition,
): Promise<LeadSource> {
  const { study, id, day } = response;
  const plan = definition.nomination ?? { kind: "reform", sheet: usualSheets.reform, title: "" };
  const aside = await readAside(ports, study, id);
  const answers: Readonly<Record<string, Json>> = { ...response.answers, ...aside };
  const title = answers[plan.title];
  return {
    id,
    kind: plan.kind,
    sheet: plan.sheet,
    source: "nomination",
    title: typeof title === "string" ? title : textIn("zh", definition.title),
    day,
    answers: describeAnswers(definition, answers),
  };
}

function readSessionLead({ id, title, day, foot }: Session): readonly LeadSource[] {
  if (foot?.caseLead == null) return [];
  const kind = foot.caseLead === "人物案例" ? "person" : "reform";
  const note = foot.caseNote === "" ? [] : [{ label: "访谈员的说明", text: foot.caseNote, personal: false }];
  return [{ id, kind, sheet: usualSheets[kind], source: "session", title, day, answers: note }];
}

interface Question {
  readonly name?: string;
  readonly title?: Json;
  readonly choices?: readonly Json[];
  readonly elements?: readonly Question[];
}

function listQuestions(elements: readonly Question[]): readonly Question[] {
  return elements.flatMap((element) => [element, ...listQuestions(element.elements ?? [])]);
}

/** Answers under the words of their questions, in the order of the form; choices by their words. */
function describeAnswers(
  { survey, personal = [] }: QuestionnaireDefinition,
  answers: Readonly<Record<string, Json>>,
): LeadSource["answers"] {
  const pages = (survey["pages"] ?? []) as unknown as readonly Question[];
  return listQuestions(pages).flatMap(({ name = "", title, choices = [] }) => {
    const value = answers[name];
    if (value === undefined || value === null) return [];
    const values = Array.isArray(value) ? (value as readonly Json[]) : [value];
    const words = values.map((one) => wordsOf(choices.find((choice) => codeOf(choice) === one)) || String(one));
    return [{ label: wordsOf(title) || name, text: words.join("、"), personal: personal.includes(name) }];
  });
}

function codeOf(choice: Json): Json {
  return typeof choice === "object" && choice !== null && "value" in choice ? (choice["value"] ?? null) : choice;
}

/** Chinese words of a text, or of a choice's text. */
function wordsOf(text: Json | undefined): string {
  if (typeof text === "string") return text;
  if (typeof text !== "object" || text === null || Array.isArray(text)) return "";
  const {
    default: own,
    zh,
    text: inner,
  } = text as { readonly default?: Json; readonly zh?: Json; readonly text?: Json };
  return wordsOf(own ?? zh ?? inner);
}
