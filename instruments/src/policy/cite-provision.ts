import type { CodePointOffset } from "../model/ids.ts";
import type { Turn } from "../model/transcript.ts";
import type { OffsetIndex } from "../text/offset-index.ts";
import { sayOrdinal } from "../text/say-ordinal.ts";

const item = /^[\s　]*(?:[（(][一二三四五六七八九十\d]{1,3}[）)]|[\d０-９]{1,2}[.．、])/u;

/**
 * How a place in a provision is cited: 第十二条, and 第十二条第二款 where an article has several paragraphs, numbered items
 * belonging to the paragraph above them; 第二部分（一） of a text that is numbered 二、（一）.
 */
export function citeProvision(index: OffsetIndex, turn: Turn, offset: CodePointOffset): string {
  const part = /^([^、]+)(?:、(.+))?$/u.exec(turn.speaker);
  if (/^[一二三四五六七八九十百]+(?:、|$)/u.test(turn.speaker)) return `第${part?.[1]}部分${part?.[2] ?? ""}`;
  if (!/^第.+条/u.test(turn.speaker)) return turn.speaker;
  const starts: number[] = [];
  let at = index.toUtf16(turn.start);
  for (const line of index.slice(turn).split("\n")) {
    if (line.trim() !== "" && (starts.length === 0 || !item.test(line))) starts.push(at);
    at += line.length + 1;
  }
  if (starts.length < 2) return turn.speaker;
  const place = index.toUtf16(offset);
  const paragraph = starts.filter((start) => start <= place).length;
  return `${turn.speaker}第${sayOrdinal(Math.max(1, paragraph))}款`;
}
