import { formatTimeCode, type TextSpan } from "@diaoyan/instruments";
import { type CSSProperties, memo, useEffect, useRef } from "react";
import "./transcript-view.css";
import { useTexts } from "../texts.tsx";
import type { Block, Segment } from "./blocks.ts";
import { readSelection } from "./read-selection.ts";

interface Names {
  readonly hues: ReadonlyMap<string, number>;
  readonly names: ReadonlyMap<string, string>;
}

function styleOf(segment: Segment, hues: Names["hues"]): CSSProperties | undefined {
  const [first, second] = segment.codings;
  if (first === undefined) return undefined;
  const hue = hues.get(first.code) ?? 212;
  const other = second === undefined ? hue : (hues.get(second.code) ?? hue);
  return {
    backgroundColor: `hsl(${hue} 75% ${segment.codings.length > 1 ? 84 : 92}%)`,
    borderBottom: `2px ${segment.codings.length > 1 ? "double" : "solid"} hsl(${other} 60% 40%)`,
  };
}

const SegmentText = memo(function SegmentText(props: Names & { readonly segment: Segment; readonly marked: boolean }) {
  const { segment, hues, names, marked } = props;
  const title = segment.codings.map(({ code }) => names.get(code) ?? code).join("；");
  const kind = segment.codings.length === 0 ? "" : "coded";
  return (
    <span
      data-start={segment.start}
      data-end={segment.end}
      className={marked ? `${kind} marked` : kind}
      style={styleOf(segment, hues)}
      title={title || undefined}
    >
      {segment.text}
    </span>
  );
});

interface BlockProps extends Names {
  readonly block: Block;
  readonly marked: TextSpan | null;
  readonly onTurn: (span: TextSpan) => void;
  readonly onPlay?: ((seconds: number) => void) | undefined;
}

const BlockText = memo(function BlockText({ block, hues, names, marked, onTurn, onPlay }: BlockProps) {
  const texts = useTexts();
  const isMarked = (segment: Segment) => marked !== null && segment.start < marked.end && segment.end > marked.start;
  return (
    <div className="turn">
      <button type="button" className="speaker" title={texts.coding.wholeTurn} onClick={() => onTurn(block)}>
        {block.speaker || "¶"}
        {block.at !== null && <time dateTime={`PT${Math.floor(block.at)}S`}>{formatTimeCode(block.at)}</time>}
      </button>
      {block.at !== null && onPlay !== undefined && <PlayTurn at={block.at} onPlay={onPlay} />}
      <p>
        {block.segments.map((segment) => (
          <SegmentText key={segment.start} segment={segment} hues={hues} names={names} marked={isMarked(segment)} />
        ))}
      </p>
    </div>
  );
});

function PlayTurn({ at, onPlay }: { readonly at: number; readonly onPlay: (seconds: number) => void }) {
  const texts = useTexts().recordings;
  return (
    <button
      type="button"
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

interface Props extends Names {
  readonly blocks: readonly Block[];
  /** What is about to be coded, or what a link led to. */
  readonly marked: TextSpan | null;
  readonly onSelect: (span: TextSpan) => void;
  /** Plays the recording from a turn's time code. */
  readonly onPlay?: ((seconds: number) => void) | undefined;
}

/** The transcript in turns with its codings as coloured stretches; selecting text, or a turn's name, offers codes. */
export const TranscriptView = memo(function TranscriptView(props: Props) {
  const { blocks, hues, names, marked, onSelect, onPlay } = props;
  const root = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const read = () => {
      const span = root.current === null ? null : readSelection(root.current, getSelection());
      if (span !== null) onSelect(span);
    };
    const element = root.current;
    const readLater = () => setTimeout(read, 0);
    element?.addEventListener("pointerup", readLater);
    element?.addEventListener("keyup", readLater);
    return () => {
      element?.removeEventListener("pointerup", readLater);
      element?.removeEventListener("keyup", readLater);
    };
  }, [onSelect]);
  return (
    <div className="transcript" ref={root}>
      {blocks.map((block) => (
        <BlockText
          key={block.start}
          block={block}
          hues={hues}
          names={names}
          marked={touches(block, marked)}
          onTurn={onSelect}
          onPlay={onPlay}
        />
      ))}
    </div>
  );
});
