import type { TextSpan } from "@diaoyan/instruments";
import { type RefObject, useEffect } from "react";
import { readPoint, readSelection } from "./read-selection.ts";

/** Milliseconds for which the handles of a selection made by a finger must rest. */
const rest = 600;

interface Pointer {
  readonly onSelect: (span: TextSpan, whole: boolean) => void;
  readonly onPoint: (place: number) => void;
}

/**
 * What a mouse or a finger does to the text: a stretch is selected, or a character pressed. The handles of a finger's selection
 * tell nothing of themselves but that the selection changed.
 */
export function usePointer(root: RefObject<HTMLElement | null>, { onPoint, onSelect }: Pointer): void {
  useEffect(() => {
    const element = root.current;
    if (element === null) return;
    let byFinger = false;
    let waiting: ReturnType<typeof setTimeout> | undefined;
    const read = (target: EventTarget | null) => {
      const span = readSelection(element, getSelection());
      if (span !== null) return onSelect(span, false);
      const place = readPoint(element, target, getSelection());
      if (place !== null) onPoint(place);
    };
    const onDown = (event: PointerEvent) => {
      byFinger = event.pointerType === "touch";
    };
    const onUp = (event: PointerEvent) => {
      if (event.button !== 0) return;
      const { target } = event;
      setTimeout(() => read(target), 0);
    };
    const onChange = () => {
      clearTimeout(waiting);
      const selection = getSelection();
      if (byFinger && selection?.isCollapsed === false) waiting = setTimeout(() => read(null), rest);
    };
    element.addEventListener("pointerdown", onDown);
    element.addEventListener("pointerup", onUp);
    document.addEventListener("selectionchange", onChange);
    return () => {
      clearTimeout(waiting);
      element.removeEventListener("pointerdown", onDown);
      element.removeEventListener("pointerup", onUp);
      document.removeEventListener("selectionchange", onChange);
    };
  }, [root, onPoint, onSelect]);
}
