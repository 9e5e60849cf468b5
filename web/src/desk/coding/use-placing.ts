import { routes, type UnplacedLine } from "@diaoyan/api/contract";
import { codePointLength, type TextSpan, type Transcript } from "@diaoyan/instruments";
import { useState } from "react";
import { useRoute } from "../api.ts";
import { spanOf } from "./snap.ts";
import type { CodingActions } from "./use-codings.ts";
import { scrollToSpan } from "./use-linked-span.ts";

/** Letters of the words around a lost coding that are looked for in the new text. */
const near = 6;

/** Where the words beside a lost coding stand now, so that the page can begin there; null where they are gone too. */
function guessPlace({ text }: Transcript, { after, before }: UnplacedLine): TextSpan | null {
  const known = [[...before].slice(-near).join(""), [...after].slice(0, near).join("")].find(
    (words) => words.trim() !== "" && text.includes(words),
  );
  if (known === undefined) return null;
  const start = [...text.slice(0, text.indexOf(known))].length;
  return spanOf(start, start + [...known].length);
}

/** Where a text holds words, if it holds them once. */
function findOnce(text: string, words: string): number | null {
  const at = text.indexOf(words);
  return words === "" || at < 0 || text.includes(words, at + 1) ? null : at;
}

/**
 * Where the very words of a lost coding stand now, in a text put in another order: with the words around them, before or behind
 * them, or alone; null where they do not stand, or not only once.
 */
export function findMoved({ text }: Pick<Transcript, "text">, one: MovedWords): TextSpan | null {
  const { after, before, quote } = one;
  if (quote === "") return null;
  for (const [ahead, behind] of [
    [before, after],
    ["", after],
    [before, ""],
    ["", ""],
  ] as const) {
    const at = findOnce(text, ahead + quote + behind);
    if (at === null) continue;
    const start = codePointLength(text.slice(0, at + ahead.length));
    return spanOf(start, start + codePointLength(quote));
  }
  return null;
}

type MovedWords = Pick<UnplacedLine, "after" | "before" | "quote">;

/** The codings of a transcript without a place, and the one that is being put somewhere. */
export function usePlacing(study: string, transcript: Transcript, actions: CodingActions) {
  const list = useRoute(routes.listUnplaced, { params: { study, transcript: transcript.id } });
  const [placing, setPlacing] = useState<UnplacedLine | null>(null);
  /** Begins to put one somewhere; the place of its very words, where they stand once, for a person to confirm. */
  const begin = (one: UnplacedLine): TextSpan | null => {
    setPlacing(one);
    const moved = findMoved(transcript, one);
    const place = moved ?? guessPlace(transcript, one);
    if (place !== null) scrollToSpan(place, "center");
    return moved;
  };
  const put = async (code: string, span: TextSpan) => {
    if (placing !== null && (await actions.place(placing.coding, code, span))) setPlacing(null);
  };
  const dismiss = async ({ coding }: UnplacedLine, reason: string): Promise<boolean> => {
    const went = await actions.dismiss(coding, reason);
    if (went && placing?.coding === coding) setPlacing(null);
    return went;
  };
  return { begin, dismiss, leave: () => setPlacing(null), placing, put, unplaced: list.data?.unplaced ?? [] };
}
