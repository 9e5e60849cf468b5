import { createOffsetIndex, findIdentifiers, joinPlaces, type Replacement, type TextSpan } from "@diaoyan/instruments";
import type { PlaceDecision } from "../ports/deidentify-store.ts";
import type { Caller } from "../ports/ports.ts";
import { readDeidentifyRules } from "./deidentify-rules.ts";
import type { DeidentifyPorts } from "./deidentify-transcript.ts";
import { openOriginal } from "./read-original.ts";
import { createSight } from "./second-coding.ts";

const shownAround = 15;

/**
 * Places of the original that the rules find or a person marked when it was last de-identified, with what was decided of
 * them then, and the memos of its codings in which the rules find something.
 */
export async function listIdentifiers(
  ports: DeidentifyPorts,
  caller: Caller,
  place: { readonly study: string; readonly id: string },
) {
  const { made, original, transcript } = await openOriginal(ports, caller, place);
  const { rules, revision } = await readDeidentifyRules(ports, place.study);
  const index = createOffsetIndex(original.text);
  const slice = (start: number, end: number) =>
    index.slice({ start: Math.max(0, start), end: Math.min(index.length, end) } as TextSpan);
  const found = findIdentifiers(original.text, rules);
  const marked = (made?.decisions ?? []).filter(isMarked);
  const hits = joinPlaces(original.text, found, marked as unknown as readonly Replacement[]).map((hit) => {
    const decided = made?.decisions.find(({ end, start }) => start === hit.start && end === hit.end);
    return {
      ...hit,
      before: slice(hit.start - shownAround, hit.start),
      after: slice(hit.end, hit.end + shownAround),
      ...(decided === undefined ? {} : { decided: { replacement: decided.replacement } }),
    };
  });
  const sees = await createSight(ports, place.study, caller.id);
  const memos = (await ports.coding.list(place.study, place.id)).filter(sees).flatMap(({ id, memo }) => {
    const words = findIdentifiers(memo, rules).map(({ text }) => text);
    return words.length === 0 ? [] : [{ coding: id as string, memo, words }];
  });
  return { revision: transcript.revision, rulesRevision: revision, hits, memos };
}

function isMarked(decision: PlaceDecision): boolean {
  return decision.byHand === true && decision.replacement !== null;
}
