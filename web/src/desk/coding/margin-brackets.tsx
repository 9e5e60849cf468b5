import type { Coding } from "@diaoyan/analysis";
import { type CSSProperties, memo, type RefObject, useLayoutEffect, useState } from "react";
import { useTexts } from "../texts.tsx";
import type { Block, Placed } from "./blocks.ts";
import { spreadLanes } from "./bracket-lanes.ts";
import { layLabels } from "./lay-labels.ts";

/** A bracket beside the text, in pixels from the top of its block. */
interface Bracket extends Placed {
  readonly top: number;
  readonly height: number;
  /** Whether the coding begins, and ends, in this block. */
  readonly begins: boolean;
  readonly ends: boolean;
}

const laneWidth = 7;
/** Brackets beyond this lane are drawn on top of each other in the last one. */
const lanes = 8;

function measure(text: HTMLElement, block: Block): readonly Bracket[] {
  const origin = text.getBoundingClientRect().top;
  const pieces = [...text.querySelectorAll<HTMLElement>("[data-start]")];
  const brackets = block.placed.flatMap(({ coding, lane }): readonly Bracket[] => {
    const covered = pieces.filter(
      ({ dataset }) => Number(dataset["start"]) < coding.end && Number(dataset["end"]) > coding.start,
    );
    const first = covered[0]?.getClientRects()[0];
    const last = [...(covered.at(-1)?.getClientRects() ?? [])].at(-1);
    if (first === undefined || last === undefined) return [];
    const [begins, ends] = [coding.start >= block.start, coding.end <= block.end];
    const top = first.top - origin + 3;
    return [{ coding, lane, top, height: Math.max(10, last.bottom - origin - top - 3), begins, ends }];
  });
  return spreadLanes(brackets);
}

interface Props {
  readonly block: Block;
  readonly text: RefObject<HTMLElement | null>;
  /** Changes with the width of the text. */
  readonly width: number;
  readonly hues: ReadonlyMap<string, number>;
  readonly names: ReadonlyMap<string, string>;
  readonly chosen: string | null;
  readonly onChoose: (coding: Coding) => void;
}

/** The codings of a block as brackets in the margin, with the names of those that begin in it. */
export const MarginBrackets = memo(function MarginBrackets(props: Props) {
  const { block, chosen, hues, names, onChoose, text, width } = props;
  const texts = useTexts().codingDesk;
  const [drawn, setDrawn] = useState<{ readonly brackets: readonly Bracket[]; readonly room: number } | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another width breaks the lines elsewhere
  useLayoutEffect(() => {
    const element = text.current;
    if (element !== null) setDrawn({ brackets: measure(element, block), room: element.offsetHeight });
  }, [block, text, width]);
  if (drawn === null || drawn.brackets.length === 0) return null;
  const { labels, more } = layLabels(drawn.brackets, drawn.room);
  const colour = (coding: Coding) => `hsl(${hues.get(coding.code) ?? 212} 60% 42%)`;
  const kind = (coding: Coding) =>
    (coding.id === chosen ? " chosen" : "") + (coding.origin?.kind === "rule" ? " draft" : "");
  return (
    <div className="brackets" aria-hidden>
      {drawn.brackets.map(({ begins, coding, ends, height, lane, top }) => (
        <span
          key={coding.id}
          className={`bracket${begins ? " begins" : ""}${ends ? " ends" : ""}${kind(coding)}`}
          style={{ top, height, left: Math.min(lane, lanes - 1) * laneWidth, "--hue": colour(coding) } as CSSProperties}
          title={names.get(coding.code)}
          onPointerDown={() => onChoose(coding)}
        />
      ))}
      <div className="bracket-names" style={{ left: lanesOf(drawn.brackets) * laneWidth + 4 }}>
        {labels.map(({ coding, top }) => (
          <span
            key={coding.id}
            className={`bracket-name${kind(coding)}`}
            style={{ top, color: `hsl(${hues.get(coding.code) ?? 212} 60% 28%)` }}
            title={coding.memo === "" ? names.get(coding.code) : `${names.get(coding.code)}\n${coding.memo}`}
            onPointerDown={() => onChoose(coding)}
          >
            {names.get(coding.code) ?? coding.code}
            {coding.memo !== "" && " ✎"}
          </span>
        ))}
        {more !== null && (
          <span className="bracket-name more" style={{ top: more.top }}>
            {texts.moreHere(more.count)}
          </span>
        )}
      </div>
    </div>
  );
});

function lanesOf(brackets: readonly Bracket[]): number {
  return Math.min(lanes, 1 + Math.max(0, ...brackets.map(({ lane }) => lane)));
}
