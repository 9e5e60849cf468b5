/**
 * One way in which tools count positions. `unit`: an emoji or a rare Han character counts one (`codePoints`, the
 * standard) or two (`utf16`). `breaks`: a line end counts one, as many as the file has characters for it, or always two.
 * `bom`: a byte order mark counts one, or none.
 */
export interface PositionReading {
  readonly unit: "codePoints" | "utf16";
  readonly breaks: "one" | "file" | "two";
  readonly bom: boolean;
}

/** The reading of the standard. */
export const standardReading: PositionReading = { unit: "codePoints", breaks: "one", bom: false };

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

/** The readings that differ on this text, the standard's first. */
export function listReadings({ raw }: ForeignText): readonly PositionReading[] {
  const units = /[\u{10000}-\u{10FFFF}]/u.test(raw) ? (["codePoints", "utf16"] as const) : (["codePoints"] as const);
  const pairs = raw.split("\r\n").length - 1;
  const ends = raw.replace(/\r\n/gu, "\n").split(/[\r\n]/u).length - 1;
  const mixed = pairs > 0 && pairs < ends;
  const breaks =
    ends === 0 ? (["one"] as const) : mixed ? (["one", "file", "two"] as const) : (["one", "two"] as const);
  return [false, true].flatMap((bom) => breaks.flatMap((end) => units.map((unit) => ({ unit, breaks: end, bom }))));
}

/** Where a foreign position is in the kept text, in code points; null beyond its end. */
export type LocatePosition = (position: number) => number | null;

/** Counts a text in one way. A position inside a character or a line end is taken back to its beginning. */
export function createLocator({ raw }: ForeignText, { unit, breaks, bom }: PositionReading): LocatePosition {
  const starts: number[] = [];
  let position = bom ? 1 : 0;
  for (let at = 0; at < raw.length; ) {
    starts.push(position);
    const code = raw.codePointAt(at) ?? 0;
    const pair = code === 13 && raw.charCodeAt(at + 1) === 10;
    if (code === 13 || code === 10) position += breaks === "two" || (breaks === "file" && pair) ? 2 : 1;
    else position += code > 0xffff && unit === "utf16" ? 2 : 1;
    at += pair || code > 0xffff ? 2 : 1;
  }
  starts.push(position);
  const scale = Uint32Array.from(starts);
  return (wanted) => {
    if (!Number.isInteger(wanted) || wanted < 0 || wanted > position) return null;
    return Math.max(0, lastAtMost(scale, wanted));
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
