import type { StudyPack } from "../model/pack.ts";
import type { Study } from "../model/study.ts";

/** What a study says of who has it done, who does it and who pays: on covers, in the notice, in guides and letters. */
export const studyFactNames = ["commissioner", "undertaker", "lead", "team", "funding", "contact"] as const;
/** One of them. */
export type StudyFactName = (typeof studyFactNames)[number];
/** Empty where nothing is said. */
export type StudyFacts = Readonly<Record<StudyFactName, string>>;

type FilledTexts = Pick<StudyPack, "study" | "notice" | "protocols" | "letter">;

/** True for a text that stands in for one still to be filled in: all of it in full-width brackets, as `（承担单位名称）`. */
export function isStandIn(text: string): boolean {
  return /^（[^（）]*）$/.test(text.trim());
}

/** The facts of a study; empty where it says nothing. */
export function factsOf(study: Study): StudyFacts {
  const { commissioner, undertaker, lead, team = "", funding = "", contact = "" } = study;
  return { commissioner, undertaker, lead, team, funding, contact };
}

/**
 * Puts facts into a study. Where one was a stand-in, the notice, the guides and the letter that bear it are filled, too;
 * other texts stay as they are. A fact that is empty is left out where the study need not have it.
 */
export function fillFacts<Texts extends FilledTexts>(texts: Texts, facts: StudyFacts): Texts {
  const before = factsOf(texts.study);
  const filled = studyFactNames
    .filter((name) => isStandIn(before[name]) && facts[name] !== "")
    .map((name) => [before[name], facts[name]] as const);
  const fill = (text: string): string => filled.reduce((whole, [open, fact]) => whole.replaceAll(open, fact), text);
  const { notice, protocols, letter } = texts;
  return {
    ...texts,
    study: withFacts(texts.study, facts),
    notice: {
      ...notice,
      brief: fill(notice.brief),
      markdown: fill(notice.markdown),
      ...(notice.en && { en: { ...notice.en, brief: fill(notice.en.brief), markdown: fill(notice.en.markdown) } }),
    },
    protocols: protocols.map((protocol) => ({
      ...protocol,
      consentScript: fill(protocol.consentScript),
      closingScript: fill(protocol.closingScript),
    })),
    ...(letter && { letter: { ...letter, title: fill(letter.title), markdown: fill(letter.markdown) } }),
  };
}

function withFacts(study: Study, facts: StudyFacts): Study {
  const { team: _t, funding: _f, contact: _c, ...others } = study;
  return { ...others, ...Object.fromEntries(Object.entries(facts).filter(([, text]) => text !== "")) };
}

/** What a pack says, save where it would put a stand-in in the place of what was filled in before. */
export function keepFacts(given: StudyFacts, standing: StudyFacts): StudyFacts {
  const kept = studyFactNames.filter((name) => isStandIn(given[name]) && standing[name] !== "");
  return { ...given, ...Object.fromEntries(kept.map((name) => [name, standing[name]])) };
}

/** Where people read a fact by now: the notice, a guide's script or the letter. */
export function isReadByPeople({ notice, protocols, letter }: FilledTexts, fact: string): boolean {
  const texts = [
    notice.brief,
    notice.markdown,
    notice.en?.markdown ?? "",
    letter?.markdown ?? "",
    ...protocols.flatMap(({ consentScript, closingScript }) => [consentScript, closingScript]),
  ];
  return fact !== "" && texts.some((text) => text.includes(fact));
}
