import { transcriptTooLong } from "../errors.ts";
import type { Turn } from "../model/transcript.ts";
import { createOffsetIndex, type OffsetIndex } from "../text/offset-index.ts";
import { trimSpan } from "../text/snap-span.ts";
import { maximumTranscriptLength, normaliseText } from "../transcript/parse-transcript.ts";
import { findSignature, type Signature } from "./find-signature.ts";
import { type ProvisionKind, type ProvisionLabel, readProvisionLabel } from "./provision-label.ts";

/** Names of the stretches of a policy text that have no number. */
export const unnumbered = { head: "文首", signature: "落款", paragraph: "正文" } as const;

/** A policy text with LF line ends, cut into provisions. */
export interface ParsedPolicy {
  readonly text: string;
  readonly turns: readonly Turn[];
}

interface Line {
  /** UTF-16 units. */
  readonly start: number;
  readonly text: string;
  readonly label: ProvisionLabel | null;
}

interface OpenProvision {
  readonly label: string;
  readonly from: number;
  readonly start: number;
}

/**
 * Cuts a policy text into provisions, one a turn whose speaker is its number: articles (第十二条) with the chapters above
 * them where a text has articles, else its numbered paragraphs (三、（二）). Paragraphs and items inside stay together.
 * What stands before the first number is 文首, issuers and date at the end, or before a text that is put out, 落款; a text without numbers is cut by
 * paragraphs. Throws `transcript.empty`, `transcript.nul`, `transcript.too-long`, `text.lone-surrogate`.
 */
export function readPolicyText(raw: string): ParsedPolicy {
  const text = normaliseText(raw);
  const index = createOffsetIndex(text);
  if (index.length > maximumTranscriptLength) throw transcriptTooLong(index.length, maximumTranscriptLength);
  const lines = splitLines(text);
  const opened = openProvisions(lines);
  const turns = opened.flatMap((one, at) => closeProvision(index, one, opened[at + 1]?.from ?? text.length));
  return { text, turns };
}

function splitLines(text: string): readonly Line[] {
  const lines: Line[] = [];
  let start = 0;
  for (const line of text.split("\n")) {
    lines.push({ start, text: line, label: readProvisionLabel(line) });
    start += line.length + 1;
  }
  return lines;
}

function openProvisions(lines: readonly Line[]): readonly OpenProvision[] {
  const articles = lines.filter(({ label }) => label?.kind === "article").length;
  const kinds: ReadonlySet<ProvisionKind> = new Set(
    articles >= 2
      ? (["part", "chapter", "section", "article", "annex"] as const)
      : (["part", "chapter", "section", "heading", "subheading", "annex"] as const),
  );
  const signature = findSignature(lines.map(({ text }) => text));
  const numbered = lines.filter(({ label }) => label !== null && kinds.has(label.kind));
  if (numbered.every(({ label }) => label?.kind === "annex")) return openParagraphs(lines, signature?.from);
  return openNumbered(lines, kinds, signature);
}

function openNumbered(
  lines: readonly Line[],
  kinds: ReadonlySet<ProvisionKind>,
  signature: Signature | null,
): readonly OpenProvision[] {
  const opened: OpenProvision[] = [];
  let heading = "";
  // a notice may be signed before the text that it puts out: what stands between the two is the head of that text
  const later = signature === null ? [] : lines.slice(signature.to + 1);
  const hasText = later.some(({ label }) => label !== null && label.kind !== "annex" && kinds.has(label.kind));
  const next = later.findIndex(({ text }) => text.trim() !== "");
  const head = hasText && signature !== null ? signature.to + 1 + next : undefined;
  for (const [at, { label, start, text }] of lines.entries()) {
    if (at === signature?.from) opened.push({ label: unnumbered.signature, from: start, start });
    if (label === null || !kinds.has(label.kind)) {
      if ((opened.length === 0 || at === head) && text.trim() !== "")
        opened.push({ label: unnumbered.head, from: start, start });
      continue;
    }
    if (label.kind !== "subheading") heading = label.kind === "heading" ? `${label.label}、` : "";
    const named =
      label.kind === "heading" ? label.label : label.kind === "subheading" ? heading + label.label : label.label;
    opened.push({ label: named, from: start, start: start + label.bodyStart });
  }
  return opened;
}

/** Every paragraph a provision: 正文1, 正文2 … */
function openParagraphs(lines: readonly Line[], signed = Number.POSITIVE_INFINITY): readonly OpenProvision[] {
  const opened: OpenProvision[] = [];
  for (const [at, { label, start, text }] of lines.entries()) {
    if (at === signed) opened.push({ label: unnumbered.signature, from: start, start });
    if (text.trim() === "" || at >= signed) continue;
    const named = label?.kind === "annex" ? label.label : `${unnumbered.paragraph}${opened.length + 1}`;
    opened.push({ label: named, from: start, start: start + (label?.kind === "annex" ? label.bodyStart : 0) });
  }
  return opened;
}

/** Words after an annex's bare number may be empty; such a line is no provision of its own. */
function closeProvision(index: OffsetIndex, { label, start }: OpenProvision, end: number): readonly Turn[] {
  const span = trimSpan(index, { start: index.fromUtf16(start), end: index.fromUtf16(Math.max(start, end)) });
  return span.end > span.start ? [{ ...span, speaker: label, at: null }] : [];
}
