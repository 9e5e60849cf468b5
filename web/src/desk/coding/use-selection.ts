import type { TextSpan } from "@diaoyan/instruments";
import { useCallback, useMemo, useState } from "react";
import type { Frame } from "./blocks.ts";
import { listUnits, moveEdge, type SnapUnit, snapSelection, snapUnits, spanOf, stepUnit } from "./snap.ts";
import { scrollToSpan } from "./use-linked-span.ts";

const key = "diaoyan-snap-unit";

function rememberedUnit(): SnapUnit {
  const kept = localStorage.getItem(key);
  return snapUnits.find((unit) => unit === kept) ?? "clause";
}

/** The stretch that is about to be coded: by pointer, widened to a unit; or by keys, unit by unit. */
export function useSelection({ blocks, index }: Frame, linked: TextSpan | null) {
  const [unit, setUnitNow] = useState(rememberedUnit);
  const [marked, setMarked] = useState<TextSpan | null>(linked);
  const [picking, setPicking] = useState(false);
  const units = useMemo(() => listUnits(index, blocks, unit), [index, blocks, unit]);

  const setUnit = useCallback((next: SnapUnit) => {
    localStorage.setItem(key, next);
    setUnitNow(next);
  }, []);
  const select = useCallback(
    (span: TextSpan, whole: boolean) => {
      const snapped = snapSelection(index, blocks, { span, unit: whole ? "free" : unit });
      if (snapped.end <= snapped.start) return;
      getSelection()?.removeAllRanges();
      setMarked(snapped);
      setPicking(true);
    },
    [blocks, index, unit],
  );
  const step = useCallback(
    (by: 1 | -1, extend: boolean) => {
      setMarked((old) => {
        const next = stepUnit(units, old, by);
        if (next === undefined) return old;
        const grown =
          old === null || !extend ? next : spanOf(Math.min(old.start, next.start), Math.max(old.end, next.end));
        const trimmed = snapSelection(index, blocks, { span: grown, unit: "free" });
        const shown = trimmed.end > trimmed.start ? trimmed : grown;
        requestAnimationFrame(() => scrollToSpan(next, "nearest"));
        return shown;
      });
    },
    [blocks, index, units],
  );
  const move = useCallback(
    (edge: "start" | "end", by: number) => setMarked((old) => old && moveEdge(old, edge, by, blocks)),
    [blocks],
  );
  return { marked, move, picking, select, setMarked, setPicking, setUnit, step, unit };
}
