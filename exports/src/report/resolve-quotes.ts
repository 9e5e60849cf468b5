import type { Coding } from "@diaoyan/analysis";
import { codePointLength } from "@diaoyan/instruments";
import type { Directive } from "../outline/outline.ts";
import { DirectiveError, type ReportState } from "./report-state.ts";

/** Shorter passages say little without their question, longer ones are no quotation. In code points. */
const [shortest, longest] = [12, 160];

/** `::quotes{code=c3-2 n=3}`: passages coded so, from different interviews first, longest first, never sensitive ones. */
export function resolveQuotes(state: ReportState, { attributes, line }: Directive): void {
  const id = attributes["code"];
  const code = state.snapshot.codebook.codes.find((one) => one.id === id || one.number === id);
  if (code === undefined)
    throw new DirectiveError(`code: expected the id or number of a code, e.g. c3-2 or 3.2, got ${id ?? "nothing"}`);
  const wanted = Number(attributes["n"] ?? "3");
  if (!Number.isInteger(wanted) || wanted < 1 || wanted > 20)
    throw new DirectiveError(`n: expected a whole number from 1 to 20, got ${attributes["n"]}`);
  const chosen = chooseQuotes(
    state.codings.filter((coding) => coding.code === code.id && state.isQuotable(coding)),
    wanted,
  );
  if (chosen.length === 0) {
    state.addParagraph("note", [{ text: `（“${code.name}”暂无可引用的原话。）` }]);
    return;
  }
  for (const coding of chosen) {
    const transcript = state.snapshot.transcripts.find((one) => one.id === coding.transcript);
    const query = `${transcript?.title ?? coding.transcript}，第${coding.start}—${coding.end}字，编码${code.number}${code.name}`;
    const evidence = state.addEvidence({ kind: "quote", query, n: null, value: coding.quote }, line);
    const words = { text: quoteWords(coding.quote) };
    state.addParagraph("quote", [words, { text: `——${describeSpeaker(state, coding)}`, evidence }]);
  }
}

/** Words between quotation marks, marks within them one step down (GB/T 15834—2011, 4.8.3.3); on one line. */
function quoteWords(words: string): string {
  const inner = words
    .replaceAll(/\s*\n\s*/g, "")
    .replaceAll("“", "‘")
    .replaceAll("”", "’");
  return `“${inner}”`;
}

/** One passage an interview, the longer first, until there are enough; then second passages. */
function chooseQuotes(codings: readonly Coding[], wanted: number): readonly Coding[] {
  const usable = codings
    .filter(({ quote }) => codePointLength(quote) >= shortest && codePointLength(quote) <= longest)
    .sort((a, b) => b.quote.length - a.quote.length || (a.id < b.id ? -1 : 1));
  const turn = new Map<string, number>();
  const ranked = usable.map((coding) => {
    const place = turn.get(coding.transcript) ?? 0;
    turn.set(coding.transcript, place + 1);
    return { coding, place };
  });
  const seen = new Set<string>();
  return ranked
    .sort((a, b) => a.place - b.place)
    .map(({ coding }) => coding)
    .filter(({ quote }) => !seen.has(quote) && seen.add(quote))
    .slice(0, wanted);
}

/**
 * What may be said of the speaker: kind of organisation, and the first word of the category (基础研究, 科研管理). Post, age
 * and sex beside them would tell who spoke.
 */
function describeSpeaker(state: ReportState, { transcript }: Coding): string {
  const sessionId = state.snapshot.transcripts.find(({ id }) => id === transcript)?.session;
  const session = state.snapshot.sessions.find(({ id }) => id === sessionId);
  if (session === undefined) return "受访者";
  const interviewees = session.participants.filter(({ role }) => role === "受访");
  const [only] = interviewees;
  return interviewees.length === 1 && only !== undefined
    ? [session.site.unitType, only.category.split(/[，,、；;]/)[0]?.trim()].filter(Boolean).join("，")
    : `${session.site.unitType}，座谈参与者`;
}
