import type { TextSpan } from "@diaoyan/instruments";
import { useMemo } from "react";
import { useSearchParams } from "react-router";
import { spanOf } from "./snap.ts";

/** The stretch an address asks to be shown: `?start=…&end=…` in code points. */
export function useLinkedSpan(): TextSpan | null {
  const [search] = useSearchParams();
  const start = Number(search.get("start"));
  const end = Number(search.get("end"));
  return useMemo(() => (end > start ? spanOf(start, end) : null), [start, end]);
}

/** Brings a stretch of the transcript into sight; `block` as in `scrollIntoView`. */
export function scrollToSpan({ start, end }: TextSpan, block: ScrollLogicalPosition): void {
  const segments = [...document.querySelectorAll<HTMLElement>(".transcript [data-start]")];
  const segment = segments.find((one) => Number(one.dataset["end"]) > start && Number(one.dataset["start"]) < end);
  segment?.scrollIntoView({ block });
}
