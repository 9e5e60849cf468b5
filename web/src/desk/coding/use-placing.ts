import { routes, type UnplacedLine } from "@diaoyan/api/contract";
import type { TextSpan, Transcript } from "@diaoyan/instruments";
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

/** The codings of a transcript without a place, and the one that is being put somewhere. */
export function usePlacing(study: string, transcript: Transcript, actions: CodingActions) {
  const list = useRoute(routes.listUnplaced, { params: { study, transcript: transcript.id } });
  const [placing, setPlacing] = useState<UnplacedLine | null>(null);
  const begin = (one: UnplacedLine) => {
    setPlacing(one);
    const place = guessPlace(transcript, one);
    if (place !== null) scrollToSpan(place, "center");
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
