import { routes } from "@diaoyan/api/contract";
import type { TextSpan, Transcript } from "@diaoyan/instruments";
import { createOffsetIndex } from "@diaoyan/instruments";
import { Button, Input } from "antd";
import { useMemo, useState } from "react";
import { useRoute } from "../api.ts";
import { makeBlocks } from "../coding/blocks.ts";
import { TranscriptView } from "../coding/transcript-view.tsx";
import { useTexts } from "../texts.tsx";
import { QueryView } from "../ui/query-view.tsx";
import { useStudy } from "../use-study.ts";
import { PageTurner } from "./page-turner.tsx";

const turnsAPage = 60;
const noHues: ReadonlyMap<string, number> = new Map();
const noNames: ReadonlyMap<string, string> = new Map();

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
  const index = useMemo(() => createOffsetIndex(text), [text]);
  const blocks = useMemo(() => makeBlocks({ text, turns } as Transcript, []), [text, turns]);
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
      <TranscriptView
        blocks={blocks.slice(page * turnsAPage, (page + 1) * turnsAPage)}
        hues={noHues}
        names={noNames}
        marked={marked}
        onSelect={setMarked}
      />
      <PageTurner page={page} pages={Math.ceil(blocks.length / turnsAPage)} onTurn={setPage} />
    </>
  );
}
