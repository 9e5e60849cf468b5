import {
  codePointLength,
  createOffsetIndex,
  foldForSearch,
  type TextSpan,
  type Transcript,
} from "@diaoyan/instruments";
import type { Caller, Ports } from "../ports/ports.ts";
import { problem } from "../problems.ts";
import { notePassages } from "./as-said.ts";

const transcriptsAPage = 20;
const hitsEach = 20;
const around = 20;

/** A place where the words stand, with what stands around it. Code points of the transcript. */
export interface SearchHit extends TextSpan {
  readonly speaker: string;
  readonly at: number | null;
  readonly before: string;
  readonly quote: string;
  readonly after: string;
}

export interface SearchResult {
  readonly transcript: string;
  readonly title: string;
  /** Places in this transcript; the first 20 are shown. */
  readonly count: number;
  readonly hits: readonly SearchHit[];
}

/**
 * Places where all words typed stand in one turn; traditional and simplified characters, full and half width, capitals and
 * small letters are one. `from` is how many transcripts to leave out. That somebody was shown words that were never
 * de-identified enters the audit log. Throws `search.invalid`.
 */
export async function searchTranscripts(
  ports: Pick<Ports, "transcripts" | "deidentify" | "journal">,
  caller: Caller,
  { study, query, from = 0 }: { readonly study: string; readonly query: string; readonly from?: number | undefined },
): Promise<{ readonly transcripts: number; readonly results: readonly SearchResult[] }> {
  const words = foldForSearch(query).split(/\s+/u).filter(Boolean);
  if (words.length === 0 || words.length > 8) throw problem("search.invalid", "query: expected one to eight words");
  await foldMissing(ports, study);
  const ids = await ports.transcripts.findWords(study, words);
  const page = await Promise.all(
    ids.slice(from, from + transcriptsAPage).map((id) => ports.transcripts.find(study, id)),
  );
  const results = page
    .flatMap((transcript) => (transcript === undefined ? [] : [findIn(transcript, words)]))
    .filter(({ count }) => count > 0);
  const shown = results.map(({ transcript }) => transcript);
  await notePassages(ports, caller, { study, action: "transcript.search", ids: shown });
  return { transcripts: ids.length, results };
}

async function foldMissing(ports: Pick<Ports, "transcripts" | "journal">, study: string): Promise<void> {
  for (const id of await ports.transcripts.listUnfolded(study)) {
    const transcript = await ports.transcripts.find(study, id);
    if (transcript !== undefined) await ports.journal.commitUnlogged([ports.transcripts.putFolded(study, transcript)]);
  }
}

function findIn(transcript: Transcript, words: readonly string[]): SearchResult {
  const [first = "", ...others] = words;
  const folded = foldForSearch(transcript.text);
  const index = createOffsetIndex(transcript.text);
  const whole = { start: 0, end: index.length, speaker: "", at: null };
  const turns = transcript.turns.length > 0 ? transcript.turns : [whole as unknown as Transcript["turns"][number]];
  const hits: SearchHit[] = [];
  let count = 0;
  for (const { at, end, speaker, start } of turns) {
    const [from, to] = [index.toUtf16(start), index.toUtf16(end)];
    const text = folded.slice(from, to);
    if (!others.every((word) => text.includes(word))) continue;
    for (let place = text.indexOf(first); place >= 0; place = text.indexOf(first, place + first.length)) {
      count += 1;
      if (hits.length < hitsEach) hits.push({ speaker, at, ...quoteAt(index, from + place, first.length) });
    }
  }
  return { transcript: transcript.id, title: transcript.title, count, hits };
}

function quoteAt(index: ReturnType<typeof createOffsetIndex>, unit: number, length: number) {
  const span = { start: index.fromUtf16(unit), end: index.fromUtf16(unit + length) };
  const slice = (start: number, end: number) =>
    index.slice({ start: Math.max(0, start), end: Math.min(index.length, end) } as TextSpan);
  const quote = index.slice(span);
  const lines = (text: string): string => text.replaceAll("\n", " ");
  return {
    ...span,
    quote,
    before: lines(slice(span.start - around, span.start)),
    after: lines(slice(span.end, span.start + codePointLength(quote) + around)),
  };
}
