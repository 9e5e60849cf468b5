import { type KeyboardEvent, useEffect } from "react";
import { edgeOfKey } from "./code-picker.tsx";

/** What keys do while the transcript has the focus. */
export interface DeskKeys {
  readonly onStep: (by: 1 | -1, extend: boolean) => void;
  readonly onOpenPicker: () => void;
  readonly onInVivo: () => void;
  readonly onRepeat: () => void;
  readonly onSuggest: () => void;
  readonly onUndo: () => void;
  readonly onRedo: () => void;
  readonly onRemove: () => void;
  readonly onMemo: () => void;
  readonly onMove: (edge: "start" | "end", by: number) => void;
  readonly onUnit: (place: number) => void;
  readonly onLeave: () => void;
}

const named: Readonly<Record<string, keyof DeskKeys>> = {
  Enter: "onOpenPicker",
  c: "onOpenPicker",
  v: "onInVivo",
  r: "onRepeat",
  m: "onMemo",
  s: "onSuggest",
  Delete: "onRemove",
  Backspace: "onRemove",
  Escape: "onLeave",
};

/** Carries out a key; whether it was one of the desk's. */
export function handleDeskKey(event: KeyboardEvent<HTMLElement>, keys: DeskKeys): boolean {
  if (event.nativeEvent.isComposing || event.target !== event.currentTarget) return false;
  const { ctrlKey, key, metaKey, shiftKey } = event;
  if (ctrlKey || metaKey) return handleUndo(key.toLowerCase(), shiftKey, keys);
  const edge = edgeOfKey(event);
  if (edge !== null) {
    keys.onMove(edge.edge, edge.by);
    return true;
  }
  const step = { ArrowDown: 1, j: 1, J: 1, ArrowUp: -1, k: -1, K: -1 }[key];
  if (step !== undefined) {
    keys.onStep(step as 1 | -1, shiftKey);
    return true;
  }
  if (/^[0-3]$/.test(key)) {
    keys.onUnit(Number(key));
    return true;
  }
  const act = named[key];
  if (act === undefined) return false;
  (keys[act] as () => void)();
  return true;
}

const editable = "input, textarea, select, [contenteditable], [role=combobox], [role=dialog]";

/** Undo and redo wherever on the page the focus is, save in a field that has its own. */
export function usePageKeys(keys: { readonly current: DeskKeys }): void {
  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent) => {
      const { ctrlKey, defaultPrevented, key, metaKey, shiftKey, target } = event;
      if (defaultPrevented || !(ctrlKey || metaKey)) return;
      if (target instanceof Element && target.closest(editable) !== null) return;
      if (handleUndo(key.toLowerCase(), shiftKey, keys.current)) event.preventDefault();
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, [keys]);
}

function handleUndo(key: string, shift: boolean, keys: DeskKeys): boolean {
  if (key === "y" || (key === "z" && shift)) keys.onRedo();
  else if (key === "z") keys.onUndo();
  else return false;
  return true;
}
