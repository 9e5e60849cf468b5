import type { TextSpan } from "@diaoyan/instruments";
import { useCallback, useMemo, useRef, useState } from "react";
import type { Frame } from "./blocks.ts";
import { findSeen } from "./find-seen.ts";
import { listUnits, moveEdge, type SnapUnit, snapSelection, snapUnits } from "./snap.ts";
import { scrollToSpan } from "./use-linked-span.ts";
import { markSpan, stepWalk, type Walk } from "./walk-selection.ts";

const key = "diaoyan-snap-unit";

function rememberedUnit(): SnapUnit {
  const kept = localStorage.getItem(key);
  return snapUnits.find((unit) => unit === kept) ?? "clause";
}

/** The stretch that is about to be coded: by pointer, widened to a unit; or by keys, unit by unit. */
export function useSelection({ blocks, index }: Frame, linked: TextSpan | null) {
  const [unit, setUnitNow] = useState(rememberedUnit);
  const [marked, setMarkedNow] = useState<TextSpan | null>(linked);
  const [picking, setPicking] = useState(false);
  // the truth; the state is what is drawn of it. Keys come faster than drawing
  const walk = useRef<Walk>({ marked: linked, extended: null, left: linked });
  const units = useMemo(() => listUnits(index, blocks, unit), [index, blocks, unit]);

  const go = useCallback((next: Walk) => {
    walk.current = next;
    setMarkedNow(next.marked);
  }, []);
  const setMarked = useCallback((span: TextSpan | null) => go(markSpan(walk.current, span)), [go]);
  const setUnit = useCallback(
    (next: SnapUnit) => {
      localStorage.setItem(key, next);
      setUnitNow(next);
      const old = walk.current.marked;
      // what is selected already becomes the sentence or turn around it
      if (old !== null) setMarked(snapSelection(index, blocks, { span: old, unit: next }));
    },
    [blocks, index, setMarked],
  );
  const select = useCallback(
    (span: TextSpan, whole: boolean) => {
      const snapped = snapSelection(index, blocks, { span, unit: whole ? "free" : unit });
      if (snapped.end <= snapped.start) return;
      getSelection()?.removeAllRanges();
      setMarked(snapped);
      setPicking(true);
    },
    [blocks, index, setMarked, unit],
  );
  /** Marks the unit at a place without asking for a code. */
  const pointAt = useCallback(
    (place: number) => {
      const found = units.find(({ start, end }) => start <= place && end > place);
      if (found !== undefined) setMarked(snapSelection(index, blocks, { span: found, unit: "free" }));
    },
    [blocks, index, setMarked, units],
  );
  const step = useCallback(
    (by: 1 | -1, extend: boolean) => {
      const seen = walk.current.marked === null ? findSeen(blocks, walk.current.left) : null;
      const went = stepWalk(walk.current, { by, extend, units, seen });
      if (went === null || went.walk.marked === null) return;
      const trimmed = snapSelection(index, blocks, { span: went.walk.marked, unit: "free" });
      go(trimmed.end > trimmed.start ? { ...went.walk, marked: trimmed } : went.walk);
      requestAnimationFrame(() => scrollToSpan(went.to, "nearest"));
    },
    [blocks, go, index, units],
  );
  const move = useCallback(
    (edge: "start" | "end", by: number) => {
      const old = walk.current.marked;
      if (old !== null) setMarked(moveEdge(old, edge, by, blocks));
    },
    [blocks, setMarked],
  );
  return { marked, move, picking, pointAt, select, setMarked, setPicking, setUnit, step, unit };
}
