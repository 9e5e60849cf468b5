import type { Coding } from "@diaoyan/analysis";
import { routes } from "@diaoyan/api/contract";
import {
  brandAs,
  type Code,
  type Codebook,
  type CodePointOffset,
  createOffsetIndex,
  type TextSpan,
  type Transcript,
  trimSpan,
} from "@diaoyan/instruments";
import { App, Button, Card, Tabs } from "antd";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { Link, useParams, useSearchParams } from "react-router";
import { useRoute } from "../api.ts";
import type { SoundHandle } from "../recordings/sound-player.tsx";
import { TranscriptSound } from "../recordings/transcript-sound.tsx";
import { useTexts } from "../texts.tsx";
import { PageHead } from "../ui/page-head.tsx";
import { ProblemAlert } from "../ui/problem-alert.tsx";
import { QueryView } from "../ui/query-view.tsx";
import { mayCall, useStudy } from "../use-study.ts";
import { type Block, makeBlocks, reuseBlocks } from "./blocks.ts";
import { codeHues } from "./code-colour.ts";
import { CodePicker } from "./code-picker.tsx";
import { CodebookTree } from "./codebook-tree.tsx";
import { CodingList } from "./coding-list.tsx";
import { TranscriptView } from "./transcript-view.tsx";
import { useCodings } from "./use-codings.ts";

interface DeskProps {
  readonly transcript: Transcript;
  readonly codings: readonly Coding[];
  readonly codebook: Codebook;
  readonly counts: Readonly<Record<string, number>>;
}

/** The stretch an address asks to be shown: `?start=…&end=…` in code points. */
function useLinkedSpan(): TextSpan | null {
  const [search] = useSearchParams();
  const start = Number(search.get("start"));
  const end = Number(search.get("end"));
  return useMemo(
    () => (end > start ? { start: brandAs<CodePointOffset>(start), end: brandAs<CodePointOffset>(end) } : null),
    [start, end],
  );
}

function useBlocks(transcript: Transcript, codings: readonly Coding[]): readonly Block[] {
  const drawn = useRef<readonly Block[]>([]);
  return useMemo(() => {
    drawn.current = reuseBlocks(drawn.current, makeBlocks(transcript, codings));
    return drawn.current;
  }, [transcript, codings]);
}

function scrollToSpan({ start, end }: TextSpan): void {
  const segments = [...document.querySelectorAll<HTMLElement>(".transcript [data-start]")];
  const segment = segments.find((one) => Number(one.dataset["end"]) > start && Number(one.dataset["start"]) < end);
  segment?.scrollIntoView({ block: "center" });
}

function CodingDesk({ transcript, codings, codebook, counts }: DeskProps) {
  const texts = useTexts();
  const { id, role } = useStudy();
  const { message } = App.useApp();
  const linked = useLinkedSpan();
  const [shown, setShown] = useState<TextSpan | null>(linked);
  const [selected, setSelected] = useState<TextSpan | null>(null);
  const actions = useCodings(id, transcript.id);
  const index = useMemo(() => createOffsetIndex(transcript.text), [transcript.text]);
  const blocks = useBlocks(transcript, codings);
  const hues = useMemo(() => codeHues(codebook), [codebook]);
  const names = useMemo(
    () => new Map(codebook.codes.map((code) => [code.id as string, `${code.number} ${code.name}`])),
    [codebook],
  );
  const select = useCallback(
    (span: TextSpan) => {
      const trimmed = trimSpan(index, { start: span.start, end: span.end });
      setSelected(trimmed.end > trimmed.start ? trimmed : null);
    },
    [index],
  );
  useEffect(() => {
    if (shown !== null) scrollToSpan(shown);
  }, [shown]);
  const sound = useRef<SoundHandle>(null);
  const play = useCallback((seconds: number) => sound.current?.playFrom(seconds), []);
  const pick = async (code: Code) => {
    if (selected === null) return;
    getSelection()?.removeAllRanges();
    setSelected(null);
    await actions.addCoding(transcript, code, selected);
  };
  const apply = async () => {
    const { added, kept } = await actions.applyRules();
    void message.success(texts.coding.rulesDone(added, kept));
  };
  const open = useCallback((coding: Coding) => setShown({ start: coding.start, end: coding.end }), []);
  const latest = useRef(actions);
  latest.current = actions;
  const remove = useCallback((coding: Coding) => void latest.current.removeCoding(coding).catch(() => undefined), []);
  const list = <CodingList codings={codings} hues={hues} names={names} onOpen={open} onRemove={remove} />;
  const tabs = [
    { key: "codings", label: texts.coding.codings(codings.length), children: list },
    {
      key: "codebook",
      label: texts.coding.codebook,
      children: <CodebookTree codebook={codebook} counts={counts} hues={hues} />,
    },
  ];
  return (
    <>
      <PageHead title={transcript.title} note={texts.coding.note}>
        {transcript.session !== null && (
          <Link to={`/studies/${id}/sessions/${transcript.session}`}>{texts.coding.session}</Link>
        )}
        {mayCall(role, routes.deidentifyTranscript) && (
          <Link to={`/studies/${id}/transcripts/${transcript.id}/deidentify`}>{texts.deidentify.open}</Link>
        )}
        <Button loading={actions.busy} onClick={() => void apply().catch(() => undefined)}>
          {texts.coding.applyRules}
        </Button>
      </PageHead>
      <ProblemAlert error={actions.error} />
      {transcript.session !== null && <TranscriptSound ref={sound} session={transcript.session} />}
      <div className="beside">
        <Card size="small">
          <TranscriptView
            blocks={blocks}
            hues={hues}
            names={names}
            marked={selected ?? shown}
            onSelect={select}
            {...(transcript.session === null ? {} : { onPlay: play })}
          />
        </Card>
        <Card size="small" className="margin">
          {selected !== null && (
            <CodePicker
              key={`${selected.start}-${selected.end}`}
              codebook={codebook}
              hues={hues}
              quote={index.slice(selected)}
              onPick={(code) => void pick(code)}
              onClose={() => setSelected(null)}
            />
          )}
          <Tabs items={tabs} />
        </Card>
      </div>
    </>
  );
}

/** The coding desk of one transcript. */
export function CodingPage() {
  const { id } = useStudy();
  const { transcript = "" } = useParams();
  const opened = useRoute(routes.getTranscript, { params: { study: id, transcript } }, { staleTime: 60_000 });
  const codebook = useRoute(routes.getCodebook, { params: { study: id } });
  return (
    <QueryView query={opened}>
      {(data) => (
        <QueryView query={codebook}>
          {(book) => (
            <CodingDesk
              key={transcript}
              transcript={data.transcript as unknown as Transcript}
              codings={data.codings as unknown as readonly Coding[]}
              codebook={book.codebook as unknown as Codebook}
              counts={book.counts}
            />
          )}
        </QueryView>
      )}
    </QueryView>
  );
}
