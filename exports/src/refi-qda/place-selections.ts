import { brandAs, type CodePointOffset, createOffsetIndex, type OffsetIndex } from "@diaoyan/instruments";
import type { PlaceVerdict } from "./import-report.ts";
import {
  createLocator,
  type ForeignText,
  type LocatePosition,
  listRareReadings,
  listReadings,
  type PositionReading,
  standardReading,
} from "./position-reading.ts";

/** A stretch as a file gives it; `name` is its quotation in some tools, a title or nothing in others. */
export interface GivenSelection {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** Where a stretch is in the kept text, in code points, and how sure that is. */
export interface PlacedSelection {
  readonly verdict: PlaceVerdict;
  readonly reading: PositionReading;
  readonly span: Span | null;
  readonly words: string;
}

interface Span {
  readonly start: number;
  readonly end: number;
}

interface Candidate {
  readonly reading: PositionReading;
  readonly locate: LocatePosition;
}

const standard: Candidate = { reading: standardReading, locate: () => null };

/** The selections of one text in their places, and the way of counting that quotations or ends of sentences decided for. */
export interface PlacedText {
  readonly placed: readonly PlacedSelection[];
  readonly decided: PositionReading | null;
  /** The way of counting that was followed. */
  readonly reading: PositionReading;
}

/**
 * Places the selections of one text. Every usual way of counting that differs on it is tried, and the rare ones where
 * quotations call for them; the one under which most quotations stand is taken, else the one under which selections begin
 * and end at the ends of sentences and lines, else that of `habit` (of the other texts), else the standard's. A selection
 * whose own quotation stands under another way is placed by that.
 */
export function placeSelections(
  source: ForeignText,
  given: readonly GivenSelection[],
  habit: Partial<PositionReading> = {},
): PlacedText {
  const page = createPage(source.text);
  const usual = tryReadings(page, given, listCandidates(source, listReadings(source)));
  // counting from one, to the last character or in bytes is not usual: it is tried where most quotations stand nowhere else
  const { candidates, evidence, most, proven } =
    2 * usual.most < countHeld(page, given, usual)
      ? tryReadings(page, given, [...usual.candidates, ...listCandidates(source, listRareReadings(source))])
      : usual;
  // a mark that the file does not have, and what is rare, is only believed where a quotation proves it
  const likely = candidates.map(({ reading }, way) => way < usual.candidates.length && (source.hasBom || !reading.bom));
  const byEdges = () =>
    chooseByEdges(
      page,
      given,
      candidates.filter((_, way) => likely[way]),
    );
  const decided = most >= 2 ? proven : usual.most > 0 ? usual.proven : byEdges();
  const followed =
    decided ??
    chooseByHabit(
      candidates.filter((_, way) => likely[way]),
      habit,
    );
  const placed = given.map((one, place) => {
    const row = evidence[place] ?? [];
    const own = row[followed ?? 0]?.quoted ? (followed ?? 0) : row.findIndex(({ quoted }) => quoted);
    const way = own >= 0 ? own : (followed ?? 0);
    const { reading } = candidates[way] ?? standard;
    const span = row[way]?.span ?? null;
    const judged = row.filter((_, at) => likely[at]);
    const verdict =
      own >= 0 ? "quote" : row[way]?.over ? "cut" : decideVerdict({ row: judged, span, decided: followed !== null });
    return settle(page, one, { verdict, reading, span, quotesKnown: most > 0 });
  });
  const { reading } = candidates[followed ?? 0] ?? standard;
  return { placed, decided: decided === null ? null : reading, reading };
}

/** Names looked for in a text at most: each look may go through all of it. */
const mostLooks = 200;

/** How many names stand in the text, at their places or elsewhere; of those elsewhere some are looked for, for all. */
function countHeld(page: Page, given: readonly GivenSelection[], { evidence, most }: Tried): number {
  const open = given.filter(({ name }, place) => name !== "" && !evidence[place]?.some(({ quoted }) => quoted));
  const quoted = evidence.filter((row) => row.some((one) => one.quoted)).length;
  if (2 * most >= quoted + open.length) return quoted;
  const step = Math.max(1, open.length / mostLooks);
  const looked = Array.from({ length: Math.ceil(open.length / step) }, (_, at) => open[Math.floor(at * step)]);
  const found = looked.filter((one) => one !== undefined && page.holds(one.name)).length;
  return quoted + (found * open.length) / Math.max(1, looked.length);
}

/** The candidate that counts as the other texts do wherever candidates differ; null where they decide nothing. */
function chooseByHabit(candidates: readonly Candidate[], habit: Partial<PositionReading>): number | null {
  const open = (["unit", "breaks"] as const).filter(
    (part) => new Set(candidates.map(({ reading }) => reading[part])).size > 1,
  );
  if (open.length === 0 || open.some((part) => habit[part] === undefined)) return null;
  const found = candidates.findIndex(({ reading }) => open.every((part) => reading[part] === habit[part]));
  return found < 0 ? null : found;
}

function listCandidates(source: ForeignText, readings: readonly PositionReading[]): readonly Candidate[] {
  return readings.map((reading) => ({ reading, locate: createLocator(source, reading) }));
}

interface Tried {
  readonly candidates: readonly Candidate[];
  readonly evidence: readonly (readonly Judged[])[];
  /** The candidate under which most quotations stand, and how many do. */
  readonly proven: number;
  readonly most: number;
}

function tryReadings(page: Page, given: readonly GivenSelection[], candidates: readonly Candidate[]): Tried {
  const evidence = given.map((one) => candidates.map((candidate) => judge(page, one, candidate)));
  const quotes = candidates.map((_, way) => evidence.filter((row) => row[way]?.quoted).length);
  const proven = indexOfMost(quotes);
  return { candidates, evidence, proven, most: quotes[proven] ?? 0 };
}

interface Judged {
  readonly span: Span | null;
  readonly quoted: boolean;
  /** Its end lay a little beyond the text and was set to it. */
  readonly over: boolean;
}

/** A line end that a tool counts behind the last line, though the file has none. */
const mostBeyond = 2;

function judge(page: Page, { name, start, end }: GivenSelection, { locate, reading }: Candidate): Judged {
  const [from, last] = [locate(start - reading.first), locate(end - reading.first)];
  const over = last === null && end > start && locate(end - reading.first - mostBeyond) !== null;
  const to = over ? page.length : last !== null && reading.closed ? Math.min(last + 1, page.length) : last;
  const span = from === null || to === null || from > to || (over && from === to) ? null : { start: from, end: to };
  return { span, over: over && span !== null, quoted: span !== null && isQuoteOf(name, page.words(span)) };
}

function decideVerdict(known: { row: readonly Judged[]; span: Span | null; decided: boolean }): PlaceVerdict {
  const { row, span, decided } = known;
  if (span === null) return "outside";
  if (span.start === span.end) return "empty";
  const places = new Set(row.flatMap((one) => (one.span ? [`${one.span.start} ${one.span.end}`] : [])));
  if (decided) return "neighbours";
  return places.size === 1 ? "same" : "assumed";
}

/**
 * A name of the length of the words that are not it. Where it stands in the text, or the text's other names are
 * quotations, it must be one; else it is a title such as “line:836”.
 */
function settle(page: Page, { name }: GivenSelection, placed: Placing): PlacedSelection {
  const { verdict, reading, span, quotesKnown } = placed;
  const words = span ? page.words(span) : "";
  const doubtful = verdict !== "quote" && (span === null || isAsLongAs(name, words));
  const found = doubtful ? page.findOnly(name) : null;
  if (found) return { verdict: "moved", reading, span: found, words: cut(page.words(found)) };
  const wrong = doubtful && span !== null && (quotesKnown || page.holds(name));
  return { verdict: wrong ? "differs" : verdict, reading, span, words: cut(words) };
}

interface Placing extends Omit<PlacedSelection, "words"> {
  /** Whether other names of the text are proven quotations. */
  readonly quotesKnown: boolean;
}

const squeeze = (text: string): string => text.replace(/\s+/gu, " ").trim();
const cut = (text: string): string => [...text].slice(0, 80).join("");

/** Whether a name is what stands there: white space does not count, and a name may be cut short. */
function isQuoteOf(name: string, words: string): boolean {
  const [quote, found] = [squeeze(name), squeeze(words)];
  if (quote === "" || found === "") return false;
  if (quote === found) return true;
  const head = quote.replace(/(?:…+|\.{3})$/u, "");
  return [...head].length >= 6 && found.startsWith(head) && (head !== quote || [...head].length >= 20);
}

/** Whether a name has the length of the words and so must be meant as their quotation; a short one exactly so. */
function isAsLongAs(name: string, words: string): boolean {
  const [quote, found] = [[...squeeze(name)].length, [...squeeze(words)].length];
  return quote >= 4 ? Math.abs(quote - found) <= 2 : quote > 0 && quote === found;
}

/** A text prepared for many looks. */
interface Page {
  /** Its length in code points. */
  readonly length: number;
  /** The character after so many; undefined where there is none. */
  letterAt(offset: number): string | undefined;
  words(span: Span): string;
  holds(quote: string): boolean;
  /** Where a text of at least four characters stands, if at exactly one place. */
  findOnly(quote: string): Span | null;
}

function createPage(text: string): Page {
  const index: OffsetIndex = createOffsetIndex(text);
  const at = (offset: number) => brandAs<CodePointOffset>(offset);
  return {
    length: index.length,
    letterAt(offset) {
      const isWithin = offset >= 0 && offset < index.length;
      const code = isWithin ? text.codePointAt(index.toUtf16(at(offset))) : undefined;
      return code === undefined ? undefined : String.fromCodePoint(code);
    },
    words: ({ start, end }) => index.slice({ start: at(start), end: at(end) }),
    holds: (quote) => text.includes(quote),
    findOnly(quote) {
      const first = [...quote.trim()].length < 4 ? -1 : text.indexOf(quote);
      if (first < 0 || text.indexOf(quote, first + 1) >= 0) return null;
      return { start: index.fromUtf16(first), end: index.fromUtf16(first + quote.length) };
    },
  };
}

function indexOfMost(counts: readonly number[]): number {
  return counts.indexOf(Math.max(...counts));
}

const edge = /[\s\p{P}]/u;

/** Whether a sentence, clause, line or word of Latin letters can begin or end before the letter at `offset`. */
function isEdge(page: Page, offset: number): boolean {
  const [before, after] = [page.letterAt(offset - 1), page.letterAt(offset)];
  return before === undefined || after === undefined || edge.test(before) || edge.test(after);
}

/** At least so many ends must tell readings apart, so many of them fit, and so many more than the standard's. */
const edgeRule = { ends: 4, fitting: 0.8, lead: 0.4 };

/** The reading under which selections end where texts have ends; null where this tells nothing. */
function chooseByEdges(page: Page, given: readonly GivenSelection[], candidates: readonly Candidate[]): number | null {
  const ends = given.flatMap(({ start, end }) => [start, end]);
  const places = candidates.map(({ locate }) => ends.map(locate));
  const telling = ends.map((_, at) => new Set(places.map((row) => row[at])).size > 1);
  const total = telling.filter(Boolean).length;
  if (total < edgeRule.ends) return null;
  const shares = places.map((row) => {
    return row.filter((place, at) => telling[at] && place !== null && isEdge(page, place)).length / total;
  });
  const outside = candidates.map(({ locate }) => ends.filter((end) => locate(end - mostBeyond) === null).length);
  const fewest = Math.min(...outside);
  // a way of counting that leaves ends outside the text is doubted as soon as another leaves fewer there
  const best = indexOfMost(shares.map((share, way) => (outside[way] === fewest ? share : -1)));
  const [top, usual] = [shares[best] ?? 0, shares[0] ?? 0];
  if (best === 0) return top >= edgeRule.fitting ? 0 : null;
  const lead = outside[0] === fewest ? edgeRule.lead : 0;
  return top >= edgeRule.fitting && top - usual >= lead ? best : null;
}
