import type { DeidentifyRule, IdentifierHit } from "../model/deidentify.ts";
import type { PlanItem } from "../model/plan.ts";
import type { Session } from "../model/session.ts";
import { replaceIdentifiers } from "../transcript/deidentify.ts";
import { findIdentifiers } from "../transcript/find-identifiers.ts";
import { mapPlanTexts, mapSessionTexts, type SessionTextPart } from "./session-texts.ts";

/** What a person decided of a word in one session, wherever it stands there; `replacement` null: it is kept. */
export interface WordDecision {
  readonly text: string;
  readonly replacement: string | null;
}

/** A word of a session that is replaced when the session leaves the study, or that a person decided to keep. */
export interface SessionWord {
  readonly text: string;
  /** Name of the rule that finds it; "" for a word a person added. */
  readonly rule: string;
  /** What the rule says; null for a word no rule finds. */
  readonly byRule: string | null;
  /** What stands there unless it is kept. */
  readonly replacement: string;
  /** Null where the rule speaks. */
  readonly decided: WordDecision | null;
  /** How often it stands there; 0 where the text was changed since a person decided. */
  readonly count: number;
  /** The first place with the words around it. */
  readonly place: { readonly part: SessionTextPart; readonly before: string; readonly after: string } | null;
}

const byHand = "";
const shownAround = 15;

/** What a person decided comes before what rules say of the same word. */
function rulesWith(rules: readonly DeidentifyRule[], decisions: readonly WordDecision[]): readonly DeidentifyRule[] {
  const own = decisions.map(({ text, replacement }): DeidentifyRule => {
    return { kind: "words", name: byHand, words: [text], replacement: replacement ?? "" };
  });
  return [...own, ...rules];
}

/** The session as it may leave the study: every word the rules find, or a person added, is replaced, but for those kept. */
export function deidentifySession(
  session: Session,
  rules: readonly DeidentifyRule[],
  decisions: readonly WordDecision[],
): Session {
  return mapSessionTexts(session, replacing(rules, decisions));
}

/** A planned item as it may leave the study: as the session made of it, and without what only those who go there need. */
export function deidentifyPlanItem(
  item: PlanItem,
  rules: readonly DeidentifyRule[],
  decisions: readonly WordDecision[],
): PlanItem {
  return { ...mapPlanTexts(item, replacing(rules, decisions)), assignees: [], note: "" };
}

function replacing(rules: readonly DeidentifyRule[], decisions: readonly WordDecision[]) {
  const all = rulesWith(rules, decisions);
  const kept = new Set(decisions.filter(({ replacement }) => replacement === null).map(({ text }) => text.trim()));
  return (text: string): string => {
    const hits = findIdentifiers(text, all).filter((hit) => !kept.has(hit.text));
    return hits.length === 0 ? text : replaceIdentifiers(text, hits).text;
  };
}

/** The words a person may decide on, in the order in which they first stand in the session; decided ones that are gone last. */
export function listSessionWords(
  session: Session,
  rules: readonly DeidentifyRule[],
  decisions: readonly WordDecision[],
): readonly SessionWord[] {
  const all = rulesWith(rules, decisions);
  const decidedOf = new Map(decisions.map((one) => [one.text.trim(), one]));
  const words = new Map<string, SessionWord>();
  mapSessionTexts(session, (text, part) => {
    for (const hit of findIdentifiers(text, all)) {
      const known = words.get(hit.text);
      words.set(hit.text, known ? { ...known, count: known.count + 1 } : wordOf(hit, rules, decidedOf, { text, part }));
    }
    return text;
  });
  const gone = decisions.filter(({ text }) => !words.has(text.trim()));
  return [
    ...words.values(),
    ...gone.map((decided): SessionWord => {
      const { text, replacement } = decided;
      return { text, rule: byHand, byRule: null, replacement: replacement ?? "", decided, count: 0, place: null };
    }),
  ];
}

function wordOf(
  hit: IdentifierHit,
  rules: readonly DeidentifyRule[],
  decidedOf: ReadonlyMap<string, WordDecision>,
  { text, part }: { readonly text: string; readonly part: SessionTextPart },
): SessionWord {
  const points = [...text];
  const before = points.slice(Math.max(0, hit.start - shownAround), hit.start).join("");
  const after = points.slice(hit.end, hit.end + shownAround).join("");
  const [byRule] = findIdentifiers(hit.text, rules).filter((one) => one.text === hit.text);
  const decided = decidedOf.get(hit.text) ?? null;
  return {
    text: hit.text,
    rule: byRule?.rule ?? byHand,
    byRule: byRule?.replacement ?? null,
    replacement: decided?.replacement ?? byRule?.replacement ?? "",
    decided,
    count: 1,
    place: { part, before, after },
  };
}
