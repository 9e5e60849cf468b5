import { routes } from "@diaoyan/api/contract";
import type { TextSpan, Transcript } from "@diaoyan/instruments";
import { Button, Input } from "antd";
import { useEffect, useMemo, useRef, useState } from "react";
import { useRoute } from "../api.ts";
import { type Block, makeFrame } from "../coding/blocks.ts";
import { readSelection } from "../coding/read-selection.ts";
import { useTexts } from "../texts.tsx";
import { QueryView } from "../ui/query-view.tsx";
import { useStudy } from "../use-study.ts";
import { PageTurner } from "./page-turner.tsx";

const turnsAPage = 60;

interface Props {
  readonly transcript: string;
  /** A stretch of the original somebody marked, with what stands instead. */
  readonly onMark: (original: string, span: TextSpan, replacement: string) => void;
}

/** The original, opened when somebody asks for it: what is selected in it becomes a place to replace. */
export function MarkByHand({ transcript, onMark }: Props) {
  const { deidentify: texts } = useTexts();
  const [asked, setAsked] = useState(false);
  return (
    <details className="deidentify-original" onToggle={(event) => event.currentTarget.open && setAsked(true)}>
      <summary>{texts.byHand}</summary>
      <p className="note">{texts.byHandNote}</p>
      {asked && <Original transcript={transcript} onMark={onMark} />}
    </details>
  );
}

function Original({ transcript, onMark }: Props) {
  const { id } = useStudy();
  const original = useRoute(
    routes.readOriginal,
    { params: { study: id, transcript } },
    { gcTime: 0, staleTime: Number.POSITIVE_INFINITY },
  );
  return (
    <QueryView query={original}>
      {({ text, turns }) => <MarkedText text={text} turns={turns as unknown as Transcript["turns"]} onMark={onMark} />}
    </QueryView>
  );
}

function MarkedText({ text, turns, onMark }: Pick<Transcript, "text" | "turns"> & Pick<Props, "onMark">) {
  const { deidentify: texts } = useTexts();
  const [page, setPage] = useState(0);
  const [marked, setMarked] = useState<TextSpan | null>(null);
  const [replacement, setReplacement] = useState("");
  const { index, blocks } = useMemo(() => makeFrame({ text, turns }), [text, turns]);
  const words = marked === null ? "" : index.slice(marked);
  const overLines = words.includes("\n");
  const add = () => {
    if (marked === null) return;
    onMark(text, marked, replacement.trim());
    setMarked(null);
    getSelection()?.removeAllRanges();
  };
  return (
    <>
      <div className="deidentify-mark" aria-live="polite">
        <span>{words === "" ? texts.selectFirst : overLines ? texts.oneLine : texts.selected(words)}</span>
        <Input
          aria-label={texts.markReplacement}
          placeholder={texts.markReplacement}
          maxLength={100}
          value={replacement}
          onChange={(event) => setReplacement(event.target.value)}
        />
        <Button disabled={words === "" || overLines || replacement.trim() === ""} onClick={add}>
          {texts.addPlace}
        </Button>
      </div>
      <SelectableTurns blocks={blocks.slice(page * turnsAPage, (page + 1) * turnsAPage)} onSelect={setMarked} />
      <PageTurner page={page} pages={Math.ceil(blocks.length / turnsAPage)} onTurn={setPage} />
    </>
  );
}

/** Turns whose words can be selected, by pointer or keys. */
function SelectableTurns(props: { readonly blocks: readonly Block[]; readonly onSelect: (span: TextSpan) => void }) {
  const { blocks, onSelect } = props;
  const root = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = root.current;
    // the browser settles the selection after the event
    const read = () =>
      setTimeout(() => {
        const span = element === null ? null : readSelection(element, getSelection());
        if (span !== null) onSelect(span);
      }, 0);
    element?.addEventListener("pointerup", read);
    element?.addEventListener("keyup", read);
    return () => {
      element?.removeEventListener("pointerup", read);
      element?.removeEventListener("keyup", read);
    };
  }, [onSelect]);
  return (
    <div className="deidentify-turns" ref={root}>
      {blocks.map(({ start, end, speaker, text }) => (
        <div key={start} className="deidentify-turn">
          <span className="note">{speaker}</span>
          <p>
            <span data-start={start} data-end={end}>
              {text}
            </span>
          </p>
        </div>
      ))}
    </div>
  );
}
