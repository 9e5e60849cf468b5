import { settleAnswers, type Visit } from "../compile/settle-answers.ts";
import { isOffered } from "../compile/settle-choices.ts";
import type { CompiledQuestionnaire } from "../model/compiled.ts";
import type { Answers } from "../model/response.ts";
import { suffixOf } from "../program/make-variables.ts";
import { type PreparedAnswer, type PreparedOffer, prepareProgram } from "../program/prepare-program.ts";
import { listBoxes, type PaperBox } from "./list-boxes.ts";

/**
 * Keys of the boxes that are to be filled in while the answers stand as they are. A row of a list shows once the row
 * before holds something, so that rows on an extra sheet find their place.
 */
export function showBoxes(compiled: CompiledQuestionnaire, answers: Answers): ReadonlySet<string> {
  const names = new Set<string>();
  const lists = new Map<string, number>();
  const visit: Visit = ({ answer, step }, name, value, scope, text) => {
    names.add(name);
    if (step.comment || text !== undefined || choseOther(value))
      names.add(`${name}_${step.comment ? "comment" : "other"}`);
    if (answer.kind === "list") lists.set(name, Array.isArray(value) ? value.length : 0);
    for (const row of offeredParts(answer, (offer, key) => isOffered(offer, key, scope))) names.add(`${name}_${row}`);
  };
  settleAnswers(prepareProgram(compiled), answers, { report: () => undefined, visit });
  return new Set(listBoxes(compiled).flatMap((box) => (isShown(box, names, lists) ? [box.key] : [])));
}

const choseOther = (value: unknown): boolean => value === "other" || (Array.isArray(value) && value.includes("other"));

/** Rows of a grid and choices of a ranking that are offered: they have boxes of their own. */
function offeredParts(
  answer: PreparedAnswer,
  offered: (offer: PreparedOffer, key: string | number | boolean) => boolean,
): readonly string[] {
  const offer = answer.kind === "grid" ? answer.rows : answer.kind === "order" ? answer.offer : null;
  if (offer === null) return [];
  const parts = [...offer.choices].filter(([key]) => offered(offer, key));
  return parts.map(([key, { choice }]) => (answer.kind === "order" ? suffixOf(choice) : String(key)));
}

function isShown(box: PaperBox, names: ReadonlySet<string>, lists: ReadonlyMap<string, number>): boolean {
  if (names.has(box.key)) return true;
  const [row] = box.parts;
  const filled = lists.get(box.question);
  // what stands in a row not yet begun cannot be settled: all of the next row is open
  return filled !== undefined && row === filled && box.beside === null;
}
