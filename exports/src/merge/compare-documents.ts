import { type ChangedCell, compareTables } from "./compare-tables.ts";
import { listMoved, type MovedParagraph } from "./list-moved.ts";
import type { DocumentParagraph, ReadDocument } from "./read-document.ts";

/** A paragraph that came from the outline or from a directive, with what became of it; `now` is null where it is gone. */
export interface ComparedParagraph {
  readonly anchor: string;
  readonly was: string;
  readonly now: string | null;
}

/** A paragraph somebody added, with the anchor it stands behind ("" at the very beginning), and that of the last line of the outline. */
export interface AddedParagraph {
  readonly after: string;
  readonly behind: string;
  readonly level: number;
  readonly text: string;
}

/** All that somebody changed in a document. */
export interface Comparison {
  readonly changed: readonly ComparedParagraph[];
  readonly added: readonly AddedParagraph[];
  readonly cells: readonly ChangedCell[];
  readonly moved: readonly MovedParagraph[];
}

/** Anchors of paragraphs: own text, generated text, captions, notes, references, evidence. */
const [ofLine, ofBuild] = [/^[og]\d+(?:_\d+)?$/, /^(?:[tf]\d+n?|ref\d+|E\d+)$/];
/** Programs reorder bookmarks at one place: that of the line goes before the others. */
const anchorOf = ({ anchors }: DocumentParagraph): string | undefined =>
  anchors.find((name) => ofLine.test(name)) ?? anchors.find((name) => ofBuild.test(name));

/** Contents have their page numbers filled in, and blanks move when programs save: neither is an edit. */
const plain = (text: string): string =>
  text
    .replace(/\t\d*$/, "")
    .replaceAll(/[ \u00A0\u3000\t]+/g, " ")
    .trim();

/**
 * What changed between a document as it was built and as it came back. Paragraphs are found by their bookmarks; where an
 * editor lost one, the only new paragraph at its place is taken for it.
 */
export function compareDocuments(base: ReadDocument, edited: ReadDocument): Comparison {
  const known = countTexts(base.paragraphs.filter((paragraph) => anchorOf(paragraph) === undefined));
  const kept = new Map(edited.paragraphs.flatMap((one) => [[anchorOf(one) ?? "", one] as const]));
  const added = listAdded(edited.paragraphs, known);
  const changed: ComparedParagraph[] = [];
  let before = "";
  const lost: ComparedParagraph[] = [];
  for (const paragraph of base.paragraphs) {
    const anchor = anchorOf(paragraph);
    if (anchor === undefined) continue;
    const now = kept.get(anchor);
    const was = paragraph.text;
    if (now === undefined) {
      const own = added.findIndex(({ after, level }) => after === before && level === paragraph.level);
      const taken = own < 0 ? undefined : added.splice(own, 1)[0];
      // what was added with it stands behind it
      if (taken !== undefined)
        for (const [index, other] of added.entries())
          if (index >= own && other.after === before) added[index] = { ...other, behind: anchor };
      if (taken === undefined) lost.push({ anchor, was, now: null });
      else if (plain(taken.text) !== plain(was)) changed.push({ anchor, was, now: taken.text });
      continue;
    }
    if (plain(now.text) !== plain(was)) changed.push({ anchor, was, now: now.text });
    before = anchor;
  }
  const linesOf = ({ paragraphs }: ReadDocument): readonly string[] =>
    paragraphs.flatMap((one) => anchorOf(one) ?? []).filter((anchor) => ofLine.test(anchor));
  return {
    changed: [...changed, ...lost],
    added,
    cells: compareTables(base.tables, edited.tables, plain),
    moved: listMoved(linesOf(base), linesOf(edited)),
  };
}

function countTexts(paragraphs: readonly DocumentParagraph[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { text } of paragraphs) counts.set(plain(text), (counts.get(plain(text)) ?? 0) + 1);
  return counts;
}

/** Paragraphs without a place that the built document did not hold, nor a line of its contents. */
function listAdded(paragraphs: readonly DocumentParagraph[], known: Map<string, number>): AddedParagraph[] {
  const added: AddedParagraph[] = [];
  let [after, behind] = ["", ""];
  for (const paragraph of paragraphs) {
    const { text, level } = paragraph;
    const anchor = anchorOf(paragraph);
    if (anchor !== undefined) {
      after = anchor;
      if (ofLine.test(anchor)) behind = anchor;
    } else if (plain(text) !== "" && !/\t\d*$/.test(text)) {
      const left = known.get(plain(text)) ?? 0;
      if (left > 0) known.set(plain(text), left - 1);
      else added.push({ after, behind, level, text: text.trim() });
    }
  }
  return added;
}
