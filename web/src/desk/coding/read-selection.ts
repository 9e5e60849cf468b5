import { fromUtf16Offset, type TextSpan } from "@diaoyan/instruments";
import { spanOf } from "./snap.ts";

function startOf(segment: HTMLElement): number {
  return Number(segment.dataset["start"]);
}

/** Code points of the transcript at a point of the page that lies inside a drawn segment; undefined outside it. */
function offsetAt(segment: HTMLElement, node: Node, offset: number): number | undefined {
  if (node.nodeType !== Node.TEXT_NODE || !segment.contains(node)) return undefined;
  return startOf(segment) + fromUtf16Offset(node.textContent ?? "", offset);
}

function segmentOf(node: Node): HTMLElement | null {
  const element = node instanceof HTMLElement ? node : node.parentElement;
  return element?.closest<HTMLElement>("[data-start]") ?? null;
}

/** The first or last segment that a range touches; looks through the page only where an end lies between segments. */
function touchedAt(root: HTMLElement, range: Range, end: "first" | "last"): HTMLElement | undefined {
  const direct = segmentOf(end === "first" ? range.startContainer : range.endContainer);
  if (direct !== null && root.contains(direct)) return direct;
  const touched = [...root.querySelectorAll<HTMLElement>("[data-start]")].filter((one) => range.intersectsNode(one));
  return end === "first" ? touched[0] : touched.at(-1);
}

/** The stretch of the transcript that is selected on the page; null where nothing of it is. */
export function readSelection(root: HTMLElement, selection: Selection | null): TextSpan | null {
  if (selection === null || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  if (!range.intersectsNode(root)) return null;
  const first = touchedAt(root, range, "first");
  const last = touchedAt(root, range, "last");
  if (first === undefined || last === undefined) return null;
  const start = offsetAt(first, range.startContainer, range.startOffset) ?? startOf(first);
  const end = offsetAt(last, range.endContainer, range.endOffset) ?? Number(last.dataset["end"]);
  return end > start ? spanOf(start, end) : null;
}

/** The character that was pressed, where a press selected nothing; null beside the words. */
export function readPoint(root: HTMLElement, target: EventTarget | null, selection: Selection | null): number | null {
  const segment = target instanceof Node ? segmentOf(target) : null;
  if (segment === null || !root.contains(segment)) return null;
  const { anchorNode, anchorOffset } = selection ?? { anchorNode: null, anchorOffset: 0 };
  const place = anchorNode === null ? undefined : offsetAt(segment, anchorNode, anchorOffset);
  return Math.min(Math.max(place ?? startOf(segment), startOf(segment)), Number(segment.dataset["end"]) - 1);
}
