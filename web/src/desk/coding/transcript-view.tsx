import type { Coding } from "@diaoyan/analysis";
import { formatTimeCode, type TextSpan } from "@diaoyan/instruments";
import { type CSSProperties, type KeyboardEvent, memo, type Ref, useEffect, useMemo, useRef, useState } from "react";
import "./transcript-view.css";
import { useTexts } from "../texts.tsx";
import { type Block, cutBlock, type Segment } from "./blocks.ts";
import { MarginBrackets } from "./margin-brackets.tsx";
import { useNear } from "./use-near.ts";
import { usePointer } from "./use-pointer.ts";

interface Shared {
  readonly hues: ReadonlyMap<string, number>;
  readonly names: ReadonlyMap<string, string>;
  readonly chosen: string | null;
  readonly onChoose: (coding: Coding) => void;
  /** Plays the recording from a turn's time code. */
  readonly onPlay?: ((seconds: number) => void) | undefined;
}

function styleOf(segment: Segment, hues: Shared["hues"]): CSSProperties | undefined {
  const [first, second] = segment.codings;
  if (first === undefined) return undefined;
  const hue = hues.get(first.code) ?? 212;
  const other = second === undefined ? hue : (hues.get(second.code) ?? hue);
  return {
    backgroundColor: `hsl(${hue} 75% ${segment.codings.length > 1 ? 84 : 92}%)`,
    borderBottom: `2px ${segment.codings.length > 1 ? "double" : "solid"} hsl(${other} 60% 40%)`,
  };
}

function classOf({ codings, marked }: Segment, chosen: string | null): string {
  const isChosen = codings.some(({ id }) => id === chosen);
  return [codings.length > 0 && "coded", marked && "marked", isChosen && "chosen"].filter(Boolean).join(" ");
}

/** Segments of a block that is in sight: coloured, with the marked stretch outlined. */
function CutText({ segments, shared }: { readonly segments: readonly Segment[]; readonly shared: Shared }) {
  return segments.map((segment) => (
    <span
      key={segment.start}
      data-start={segment.start}
      data-end={segment.end}
      className={classOf(segment, shared.chosen)}
      style={styleOf(segment, shared.hues)}
      title={segment.codings.map(({ code }) => shared.names.get(code) ?? code).join("；") || undefined}
    >
      {segment.text}
    </span>
  ));
}

interface BlockProps extends Shared {
  readonly block: Block;
  readonly marked: TextSpan | null;
  readonly width: number;
  readonly onTurn: (span: TextSpan) => void;
}

const BlockText = memo(function BlockText({ block, marked, width, onTurn, ...shared }: BlockProps) {
  const texts = useTexts();
  const root = useRef<HTMLDivElement>(null);
  const text = useRef<HTMLParagraphElement>(null);
  const near = useNear(root) || marked !== null;
  const segments = useMemo(() => (near ? cutBlock(block, marked) : null), [near, block, marked]);
  const { onPlay } = shared;
  return (
    <div className="turn" ref={root}>
      <div className="turn-head">
        <button
          type="button"
          tabIndex={-1}
          className="speaker"
          title={texts.coding.wholeTurn}
          onClick={() => onTurn(block)}
        >
          {block.speaker || "¶"}
          {block.at !== null && <time dateTime={`PT${Math.floor(block.at)}S`}>{formatTimeCode(block.at)}</time>}
        </button>
        {block.at !== null && onPlay !== undefined && <PlayTurn at={block.at} onPlay={onPlay} />}
      </div>
      <p ref={text}>
        {segments === null ? (
          <span data-start={block.start} data-end={block.end}>
            {block.text}
          </span>
        ) : (
          <CutText segments={segments} shared={shared} />
        )}
      </p>
      {near && block.placed.length > 0 && <MarginBrackets block={block} text={text} width={width} {...shared} />}
    </div>
  );
});

function PlayTurn({ at, onPlay }: { readonly at: number; readonly onPlay: (seconds: number) => void }) {
  const texts = useTexts().recordings;
  return (
    <button
      type="button"
      tabIndex={-1}
      className="play-turn"
      aria-label={texts.playTurn(formatTimeCode(at))}
      onClick={() => onPlay(at)}
    >
      ▶
    </button>
  );
}

function touches(block: Block, span: TextSpan | null): TextSpan | null {
  return span !== null && block.start < span.end && block.end > span.start ? span : null;
}

/** Width of an element, in pixels, whenever it changes. */
function useWidth(ref: { readonly current: HTMLElement | null }): number {
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const watcher = new ResizeObserver(([entry]) => setWidth(Math.round(entry?.contentRect.width ?? 0)));
    if (ref.current !== null) watcher.observe(ref.current);
    return () => watcher.disconnect();
  }, [ref]);
  return width;
}

interface Props extends Shared {
  readonly blocks: readonly Block[];
  /** What is about to be coded, or what a link led to. */
  readonly marked: TextSpan | null;
  /** A stretch was selected by pointer, or a whole turn by its name. */
  readonly onSelect: (span: TextSpan, whole: boolean) => void;
  /** A character was pressed and nothing selected. */
  readonly onPoint: (place: number) => void;
  readonly onKey: (event: KeyboardEvent<HTMLElement>) => void;
  readonly ref: Ref<HTMLElement>;
}

/** The transcript in turns with its codings, coloured in the text and as brackets in the margin. */
export const TranscriptView = memo(function TranscriptView(props: Props) {
  const { blocks, marked, onPoint, onSelect, onKey, ref, ...shared } = props;
  const texts = useTexts().codingDesk;
  const root = useRef<HTMLDivElement>(null);
  const width = useWidth(root);
  usePointer(root, { onPoint, onSelect });
  const turn = useMemo(() => (span: TextSpan) => onSelect(span, true), [onSelect]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the transcript is read and coded with the keyboard
    <section className="transcript" aria-label={texts.transcript} tabIndex={0} onKeyDown={onKey} ref={ref}>
      <div ref={root}>
        {blocks.map((block) => (
          <BlockText
            key={block.start}
            block={block}
            marked={touches(block, marked)}
            width={width}
            onTurn={turn}
            {...shared}
          />
        ))}
      </div>
    </section>
  );
});
