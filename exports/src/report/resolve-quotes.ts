import type { Coding } from "@diaoyan/analysis";
import { codePointLength } from "@diaoyan/instruments";
import type { Directive } from "../outline/outline.ts";
import { DirectiveError, unknownName } from "./directive-error.ts";
import type { Quotation } from "./quotable.ts";
import type { ReportState } from "./report-state.ts";

/** Shorter passages say little without their question, longer ones are no quotation. In code points. */
const [shortest, longest] = [12, 160];

/** A passage that may be quoted, with the coding that leads to it. */
interface Quotable extends Quotation {
  readonly coding: Coding;
}

/**
 * `::quotes{code=c3-2 n=3}`: what was said to a code, in whole sentences, from different interviews first, longest first,
 * never sensitive ones and none twice. What only a dictionary rule coded is marked in a draft and left out of a final build.
 */
export function resolveQuotes(state: ReportState, { attributes, line }: Directive): void {
  const id = attributes["code"];
  const code = state.snapshot.codebook.codes.find((one) => one.id === id || one.number === id);
  if (code === undefined)
    throw new DirectiveError(
      `code: expected the id or number of a code, e.g. c3-2 or 3.2, got ${id ?? "nothing"}`,
      unknownName,
    );
  const wanted = Number(attributes["n"] ?? "3");
  if (!Number.isInteger(wanted) || wanted < 1 || wanted > 20)
    throw new DirectiveError(`n: expected a whole number from 1 to 20, got ${attributes["n"]}`);
  const quotable = listQuotable(state, code.id);
  const chosen = chooseQuotes(
    quotable.filter(({ words }) => !state.quoted.has(words)),
    wanted,
  );
  if (chosen.length === 0) {
    const text = quotable.length === 0 ? `（“${code.name}”暂无可引用的原话。）` : `（“${code.name}”的原话见前文。）`;
    state.addParagraph("note", [{ text }]);
    return;
  }
  for (const { coding, start, end, words } of chosen) {
    state.quoted.add(words);
    const transcript = state.snapshot.transcripts.find((one) => one.id === coding.transcript);
    const proposed = coding.origin.kind === "rule" ? "（词典规则建议，待人工确认）" : "";
    const query = `${transcript?.title ?? coding.transcript}，第${start}—${end}字，编码${code.number}${code.name}${proposed}`;
    const evidence = state.addEvidence({ kind: "quote", query, n: null, value: words }, line);
    const speaker = `${describeSpeaker(state, coding)}${proposed === "" ? "" : "（编码待确认）"}`;
    state.addParagraph("quote", [{ text: quoteWords(words) }, { text: `——${speaker}`, evidence }]);
  }
}

function listQuotable(state: ReportState, code: string): readonly Quotable[] {
  const { mode } = state.options;
  return state.codings
    .filter((coding) => coding.code === code && (mode === "draft" || coding.origin.kind === "human"))
    .flatMap((coding) => {
      const found = state.findQuotation(coding);
      return found === null ? [] : [{ coding, ...found }];
    });
}

/** Words between quotation marks, marks within them one step down (GB/T 15834—2011, 4.8.3.3); on one line. */
function quoteWords(words: string): string {
  const inner = words
    .replaceAll(/\s*\n\s*/g, "")
    .replaceAll("“", "‘")
    .replaceAll("”", "’");
  return `“${inner}”`;
}

/** One passage an interview, those a person coded and the longer ones first, until there are enough; then second passages. */
function chooseQuotes(quotable: readonly Quotable[], wanted: number): readonly Quotable[] {
  const byRule = ({ coding }: Quotable): number => (coding.origin.kind === "rule" ? 1 : 0);
  const usable = quotable
    .filter(({ words }) => codePointLength(words) >= shortest && codePointLength(words) <= longest)
    .sort(
      (a, b) =>
        byRule(a) - byRule(b) ||
        b.words.length - a.words.length ||
        a.start - b.start ||
        (a.coding.id < b.coding.id ? -1 : 1),
    );
  const seen = new Set<string>();
  const turn = new Map<string, number>();
  const ranked = usable
    .filter(({ words }) => !seen.has(words) && seen.add(words))
    .map((quotation) => {
      const place = turn.get(quotation.coding.transcript) ?? 0;
      turn.set(quotation.coding.transcript, place + 1);
      return { quotation, place };
    });
  return ranked
    .sort((a, b) => a.place - b.place)
    .map(({ quotation }) => quotation)
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
