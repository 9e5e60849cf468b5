import { brandAs, type CodePointOffset, fromUtf16Offset, type TextSpan } from "@diaoyan/instruments";

function startOf(segment: HTMLElement): number {
  return Number(segment.dataset["start"]);
}

/** Code points of the transcript at a point of the page that lies inside a drawn segment; undefined outside it. */
function offsetAt(segment: HTMLElement, node: Node, offset: number): number | undefined {
  if (node.nodeType !== Node.TEXT_NODE || !segment.contains(node)) return undefined;
  return startOf(segment) + fromUtf16Offset(node.textContent ?? "", offset);
}

/** The stretch of the transcript that is selected on the page; null where nothing of it is. */
export function readSelection(root: HTMLElement, selection: Selection | null): TextSpan | null {
  if (selection === null || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  if (!range.intersectsNode(root)) return null;
  const touched = [...root.querySelectorAll<HTMLElement>("[data-start]")].filter((one) => range.intersectsNode(one));
  const first = touched[0];
  const last = touched.at(-1);
  if (first === undefined || last === undefined) return null;
  const start = offsetAt(first, range.startContainer, range.startOffset) ?? startOf(first);
  const end = offsetAt(last, range.endContainer, range.endOffset) ?? Number(last.dataset["end"]);
  return end > start ? { start: brandAs<CodePointOffset>(start), end: brandAs<CodePointOffset>(end) } : null;
}
