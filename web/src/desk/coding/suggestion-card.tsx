import type { RankedCodeLine } from "@diaoyan/api/contract";
import { Button, Card, Spin } from "antd";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { problemOf } from "../api.ts";
import { useTexts } from "../texts.tsx";
import { ProblemAlert } from "../ui/problem-alert.tsx";
import { TooFewCodings } from "./too-few-codings.tsx";
import type { Suggested } from "./use-suggestions.ts";

interface Props {
  readonly suggested: Suggested | null;
  readonly busy: boolean;
  readonly error: Error | null;
  readonly names: ReadonlyMap<string, string>;
  readonly quote: string;
  readonly onAccept: (code: RankedCodeLine) => void;
  readonly onReject: (codes: readonly RankedCodeLine[]) => void;
  readonly onReveal: () => void;
  readonly onClose: () => void;
}

/** Suggestions for a stretch: 1, 2, 3 accept one, X rejects them, Escape leaves; S shows those it is too unsure of. */
export function SuggestionCard(props: Props) {
  const { busy, error, names, onAccept, onClose, onReject, onReveal, quote, suggested } = props;
  const texts = useTexts();
  const root = useRef<HTMLElement>(null);
  const [asked, setAsked] = useState(false);
  const withheld = suggested?.abstains === true && !asked;
  const ranked = suggested === null || withheld ? [] : suggested.ranked;
  useEffect(() => {
    if (busy) setAsked(false);
    else root.current?.focus();
  }, [busy]);
  const showAnyway = () => {
    setAsked(true);
    onReveal();
  };
  const onKey = (event: KeyboardEvent) => {
    const place = { Enter: 0, "1": 0, "2": 1, "3": 2 }[event.key];
    const chosen = place === undefined ? undefined : ranked[place];
    if (event.target !== event.currentTarget && event.key === "Enter") return;
    if (chosen !== undefined) onAccept(chosen);
    else if (event.key.toLowerCase() === "x" && ranked.length > 0) onReject(ranked);
    else if (event.key.toLowerCase() === "s" && withheld) showAnyway();
    else if (event.key === "Escape" || event.key.toLowerCase() === "x") onClose();
    else return;
    event.preventDefault();
  };
  const words = texts.codingDesk.suggest;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: one key accepts or rejects
    <section className="suggestion-card" aria-label={words.title} tabIndex={0} onKeyDown={onKey} ref={root}>
      <Card
        size="small"
        title={words.title}
        extra={
          <Button size="small" type="text" onClick={onClose}>
            {texts.codingDesk.close}
          </Button>
        }
      >
        <blockquote>{quote}</blockquote>
        {busy && <Spin size="small" />}
        {problemOf(error)?.code === "suggestion.tooFew" ? <TooFewCodings /> : <ProblemAlert error={error} />}
        {withheld && (
          <p className="note">
            {words.abstains}{" "}
            <Button size="small" type="link" onClick={showAnyway}>
              {words.showAnyway}
            </Button>
          </p>
        )}
        <ol className="suggested">
          {ranked.map((one) => (
            <li key={one.code}>
              <Button size="small" onClick={() => onAccept(one)}>
                {names.get(one.code) ?? one.code}
              </Button>{" "}
              <span className="note">{words.sure(Math.max(1, Math.round(100 * one.confidence)))}</span>
              {one.reasons.length > 0 && <p className="note">{words.because(one.reasons.join("、"))}</p>}
            </li>
          ))}
        </ol>
        {ranked.length > 0 && (
          <Button size="small" onClick={() => onReject(ranked)}>
            {words.reject}
          </Button>
        )}
        {suggested !== null && <p className="note">{words.learned(suggested.examples)}</p>}
      </Card>
    </section>
  );
}
