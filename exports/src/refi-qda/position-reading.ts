/**
 * One way in which tools count positions. `unit`: an emoji or a rare Han character counts one (`codePoints`, the
 * standard), two (`utf16`), or as many as it has bytes in UTF-8, as every character does (`bytes`). `breaks`: a line end
 * counts one, as many as the file has characters for it, or always two. `bom`: a byte order mark counts one, or none.
 * `first`: number of the first character. `closed`: the end is the last character, not the place after it.
 */
export interface PositionReading {
  readonly unit: "codePoints" | "utf16" | "bytes";
  readonly breaks: "one" | "file" | "two";
  readonly bom: boolean;
  readonly first: 0 | 1;
  readonly closed: boolean;
}

/** The reading of the standard. */
export const standardReading: PositionReading = {
  unit: "codePoints",
  breaks: "one",
  bom: false,
  first: 0,
  closed: false,
};

/** A text as it came, in the form that is kept, and what of it tools may count differently. */
export interface ForeignText {
  readonly raw: string;
  /** LF line ends, no byte order mark. */
  readonly text: string;
  readonly hasBom: boolean;
}

/** The kept form of a text as it came. */
export function keepText(source: string): ForeignText {
  const hasBom = source.startsWith("\uFEFF");
  const raw = hasBom ? source.slice(1) : source;
  return { raw, text: raw.replace(/\r\n?/gu, "\n"), hasBom };
}

/** The readings that differ on this text and are usual, the standard's first. */
export function listReadings(text: ForeignText): readonly PositionReading[] {
  const units = /[\u{10000}-\u{10FFFF}]/u.test(text.raw)
    ? (["codePoints", "utf16"] as const)
    : (["codePoints"] as const);
  return [false, true].flatMap((bom) =>
    listBreaks(text).flatMap((breaks) => units.map((unit) => ({ ...standardReading, unit, breaks, bom }))),
  );
}

/** Readings that only quotations can prove: bytes, a first character called 1, an end that is the last character. */
export function listRareReadings(text: ForeignText): readonly PositionReading[] {
  const shifts = [
    { first: 0, closed: true },
    { first: 1, closed: false },
    { first: 1, closed: true },
  ] as const;
  const shifted = listReadings(text).flatMap((reading) => shifts.map((shift) => ({ ...reading, ...shift })));
  const marks = text.hasBom ? [false, true] : [false];
  const bytes = marks.flatMap((bom) =>
    listBreaks(text).map((breaks) => ({ ...standardReading, unit: "bytes" as const, breaks, bom })),
  );
  return [...shifted.filter(({ bom }) => text.hasBom || !bom), ...bytes];
}

function listBreaks({ raw }: ForeignText): readonly PositionReading["breaks"][] {
  const pairs = raw.split("\r\n").length - 1;
  const ends = raw.replace(/\r\n/gu, "\n").split(/[\r\n]/u).length - 1;
  if (ends === 0) return ["one"];
  return pairs > 0 && pairs < ends ? ["one", "file", "two"] : ["one", "two"];
}

/** How texts of one file count characters and line ends, by the majority of those that tell ways apart; what none tells is left out. */
export function findHabit(
  known: readonly { readonly source: ForeignText; readonly decided: PositionReading }[],
): Partial<PositionReading> {
  const ways = known.map(({ decided, source }) => ({ decided, readings: listReadings(source) }));
  const mostOf = <Part extends "unit" | "breaks">(part: Part): PositionReading[Part] | undefined => {
    const telling = ways.filter(({ readings }) => new Set(readings.map((one) => one[part])).size > 1);
    const values = telling.map(({ decided }) => decided[part]);
    const countOf = (value: PositionReading[Part]) => values.filter((one) => one === value).length;
    return values.toSorted((a, b) => countOf(b) - countOf(a))[0];
  };
  const [unit, breaks] = [mostOf("unit"), mostOf("breaks")];
  return { ...(unit && { unit }), ...(breaks && { breaks }) };
}

/** Where a foreign position is in the kept text, in code points; null beyond its end. */
export type LocatePosition = (position: number) => number | null;

/** How much a character counts. */
function widthOf(code: number, unit: PositionReading["unit"]): number {
  if (unit === "utf16") return code > 0xffff ? 2 : 1;
  if (unit === "codePoints") return 1;
  return code < 0x80 ? 1 : code < 0x800 ? 2 : code <= 0xffff ? 3 : 4;
}

/** A character of the text as it came: its number in the kept text, its foreign position, and where it stands. */
interface Mark {
  readonly letters: number;
  readonly position: number;
  readonly at: number;
}

/** Characters from one mark of a locator to the next. */
const stride = 256;

/**
 * Counts a text in one way. A position inside a character or a line end is taken back to its beginning. Only every 256th
 * character is remembered, and a position is counted out from there: a text of 100 MB costs one scan and a megabyte.
 */
export function createLocator({ raw }: ForeignText, { unit, breaks, bom }: PositionReading): LocatePosition {
  /** Goes on from a mark for `stride` characters, or to the one that holds the position `wanted`. */
  const walk = (from: Mark, wanted: number): Mark => {
    let { letters, position, at } = from;
    const last = letters + stride;
    while (at < raw.length && letters < last) {
      const code = raw.codePointAt(at) ?? 0;
      const pair = code === 13 && raw.charCodeAt(at + 1) === 10;
      const isEnd = code === 13 || code === 10;
      const width = !isEnd ? widthOf(code, unit) : breaks === "two" || (breaks === "file" && pair) ? 2 : 1;
      if (position + width > wanted) break;
      position += width;
      letters += 1;
      at += pair || code > 0xffff ? 2 : 1;
    }
    return { letters, position, at };
  };
  const most = Math.ceil(raw.length / stride) + 1;
  const [positions, places] = [new Uint32Array(most), new Uint32Array(most)];
  let [mark, marks]: [Mark, number] = [{ letters: 0, position: bom ? widthOf(0xfeff, unit) : 0, at: 0 }, 0];
  do {
    positions[marks] = mark.position;
    places[marks] = mark.at;
    marks += 1;
    mark = walk(mark, Number.POSITIVE_INFINITY);
  } while (mark.at < raw.length);
  const scale = positions.subarray(0, marks);
  return (wanted) => {
    if (!Number.isInteger(wanted) || wanted < 0 || wanted > mark.position) return null;
    const before = Math.max(0, lastAtMost(scale, wanted));
    const from = { letters: before * stride, position: positions[before] ?? 0, at: places[before] ?? 0 };
    return walk(from, wanted).letters;
  };
}

/** Index of the last entry that is not greater; −1 where all are. */
function lastAtMost(scale: Uint32Array, wanted: number): number {
  let low = 0;
  let high = scale.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((scale[middle] ?? 0) <= wanted) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
