import type { Code, CodeId } from "@diaoyan/instruments";
import { unknownCode } from "../errors.ts";
import type { Coding, Corpus } from "../model/corpus.ts";
import { createSpeakerFinder, listPersonTimes, type PersonTime } from "./list-person-times.ts";

/** Which codes and codings are counted. */
export interface MentionFilter {
  /** Numbers of codes; they and what lies beneath them are counted. Left out: all. */
  readonly codes?: readonly string[] | undefined;
  /** `code`: each code by itself; `top`: first-level codes with all beneath them. */
  readonly level: "code" | "top";
  /** `human` leaves out drafts made by dictionary rules. */
  readonly origin: "all" | "human";
}

/** The codings of one code and the persons who mention it, each once. */
export interface Mentions {
  readonly code: Code;
  readonly codings: readonly Coding[];
  readonly people: readonly PersonTime[];
}

/** What `countMentions` found: everybody interviewed, and each code with at least one coding, in codebook order. */
export interface MentionCount {
  readonly people: readonly PersonTime[];
  readonly mentions: readonly Mentions[];
}

/** Groups the codings of a corpus by code and finds who is behind them; throws `corpus.unknown-code`. */
export function countMentions(corpus: Corpus, filter: MentionFilter): MentionCount {
  const people = listPersonTimes(corpus);
  const findSpeaker = createSpeakerFinder(corpus, people);
  const byCode = groupCodings(corpus, filter);
  const mentions = corpus.codebook.codes.flatMap((code) => {
    const codings = byCode.get(code);
    if (!codings) return [];
    const speakers = codings.map(findSpeaker).filter((person) => person !== undefined);
    return [{ code, codings, people: [...new Set(speakers)] }];
  });
  return { people, mentions };
}

/** Codings by the code they count for; throws `corpus.unknown-code`. */
export function groupCodings(
  corpus: Pick<Corpus, "codebook" | "codings">,
  filter: MentionFilter,
): ReadonlyMap<Code, readonly Coding[]> {
  const codes = corpus.codebook.codes;
  const missing = filter.codes?.find((number) => !codes.some((code) => code.number === number));
  if (missing !== undefined) throw unknownCode(missing);
  const byId = new Map(codes.map((code) => [code.id, code]));
  const findTarget = createTargetFinder(byId, filter.level);
  const groups = new Map<Code, Coding[]>();
  for (const coding of corpus.codings) {
    const code = byId.get(coding.code);
    const wanted = code && (filter.codes?.some((number) => liesUnder(code.number, number)) ?? true);
    if (!wanted || (filter.origin === "human" && coding.origin.kind !== "human")) continue;
    const target = findTarget(code);
    const group = groups.get(target);
    if (group) group.push(coding);
    else groups.set(target, [coding]);
  }
  return groups;
}

function liesUnder(number: string, above: string): boolean {
  return number === above || number.startsWith(`${above}.`);
}

function createTargetFinder(byId: ReadonlyMap<CodeId, Code>, level: MentionFilter["level"]): (code: Code) => Code {
  if (level === "code") return (code) => code;
  const climb = (code: Code): Code => {
    const parent = code.parent === null ? undefined : byId.get(code.parent);
    return parent ? climb(parent) : code;
  };
  return climb;
}
