import { everyday, further } from "./further-han-variants.ts";
import { simplified, traditional } from "./han-variants.ts";

const perCall = 8_192;
let table: Uint16Array | undefined;

/** What each unit of the basic plane becomes; what would become longer stays, so that places stay. */
function makeTable(): Uint16Array {
  const made = new Uint16Array(0x1_0000);
  const pairs = [
    [traditional, simplified],
    [further, everyday],
  ] as const;
  // of both tables the second stands
  const simple = new Map(pairs.flatMap(([from, to]) => [...from].map((one, at) => [one, to[at] ?? one] as const)));
  for (let unit = 0; unit < made.length; unit += 1) {
    const plain = String.fromCharCode(unit).normalize("NFKC").toLowerCase();
    const kept = plain.length === 1 ? plain : String.fromCharCode(unit);
    made[unit] = (simple.get(kept) ?? kept).charCodeAt(0);
  }
  return made;
}

/**
 * Text for searching: traditional and simplified characters, full and half width, capitals and small letters are one. Every
 * character stays one character of the same length, so an offset in the folded text is the offset in the text.
 */
export function foldForSearch(text: string): string {
  table ??= makeTable();
  const parts: string[] = [];
  for (let from = 0; from < text.length; from += perCall) {
    const length = Math.min(perCall, text.length - from);
    const units = new Uint16Array(length);
    for (let at = 0; at < length; at += 1) units[at] = table[text.charCodeAt(from + at)] ?? 0;
    parts.push(String.fromCharCode(...units));
  }
  return parts.join("");
}
