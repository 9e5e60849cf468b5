import { brandAs, type CodePointOffset } from "../model/ids.ts";
import type { TextSpan } from "../model/transcript.ts";
import type { OffsetIndex } from "./offset-index.ts";

/**
 * Widens a selection to the units (clauses, sentences, turns) it touches. `units` are in order and do not overlap.
 * A caret (empty selection) takes the unit it stands in; a selection that touches no unit comes back unchanged.
 */
export function snapToUnits(selection: TextSpan, units: readonly TextSpan[]): TextSpan {
  const end = Math.max(selection.end, selection.start + 1);
  const touched = units.filter((unit) => unit.start < end && unit.end > selection.start);
  const first = touched[0];
  const last = touched.at(-1);
  if (!first || !last) return selection;
  return {
    start: brandAs<CodePointOffset>(Math.min(first.start, selection.start)),
    end: brandAs<CodePointOffset>(Math.max(last.end, selection.end)),
  };
}

/** The span without white space at its ends; an all-white span becomes empty at its start. */
export function trimSpan(index: OffsetIndex, span: TextSpan): TextSpan {
  const text = index.slice(span);
  const body = text.trim();
  const before = body === "" ? 0 : text.length - text.trimStart().length;
  const from = index.toUtf16(span.start) + before;
  return { start: index.fromUtf16(from), end: index.fromUtf16(from + body.length) };
}
