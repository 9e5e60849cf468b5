import type { Coding } from "@diaoyan/analysis";
import { routes } from "@diaoyan/api/contract";
import { brandAs, type Code, type Codebook, type CodeId, type Transcript } from "@diaoyan/instruments";
import { App, Button, Card, Tabs } from "antd";
import { type KeyboardEvent, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { Link } from "react-router";
import type { SoundHandle } from "../recordings/sound-player.tsx";
import { TranscriptSound } from "../recordings/transcript-sound.tsx";
import { useTexts } from "../texts.tsx";
import { PageHead } from "../ui/page-head.tsx";
import { ProblemAlert } from "../ui/problem-alert.tsx";
import { mayCall, useStudy } from "../use-study.ts";
import { type Block, makeFrame, placeCodings } from "./blocks.ts";
import { codeHues } from "./code-colour.ts";
import { CodePicker } from "./code-picker.tsx";
import { CodebookTree } from "./codebook-tree.tsx";
import { CodingCard } from "./coding-card.tsx";
import "./coding-desk.css";
import { CodingList } from "./coding-list.tsx";
import { CorrectDialog } from "./correct-dialog.tsx";
import { type DeskKeys, handleDeskKey } from "./desk-keys.ts";
import { DeskToolbar } from "./desk-toolbar.tsx";
import { MemoBox } from "./memo-box.tsx";
import { nameCoder } from "./name-coder.ts";
import { RulesDialog } from "./rules-dialog.tsx";
import { snapUnits, spanOf } from "./snap.ts";
import { SuggestionCard } from "./suggestion-card.tsx";
import { TranscriptView } from "./transcript-view.tsx";
import { useCodings } from "./use-codings.ts";
import { scrollToSpan, useLinkedSpan } from "./use-linked-span.ts";
import { useNewCode } from "./use-new-code.ts";
import { useOthers } from "./use-others.ts";
import { useSelection } from "./use-selection.ts";
import { useSuggestions } from "./use-suggestions.ts";

interface DeskProps {
  readonly transcript: Transcript;
  readonly codings: readonly Coding[];
  readonly seq: number;
  readonly coders: Readonly<Record<string, string>>;
  readonly codebook: Codebook;
  readonly counts: Readonly<Record<string, number>>;
  readonly me: string;
}

const everyone = "*";
const byRule = "rule";
const coderOf = ({ origin }: Coding): string => (origin.kind === "human" ? origin.user : byRule);

/** The codings of one coder, or of all, and who there is to choose from. */
function useCoder({ coders, codings, me }: Pick<DeskProps, "coders" | "codings" | "me">) {
  const texts = useTexts();
  const [coder, setCoder] = useState(everyone);
  const shown = useMemo(
    () => (coder === everyone ? codings : codings.filter((coding) => coderOf(coding) === coder)),
    [coder, codings],
  );
  const present = useMemo(() => [...new Set(codings.map(coderOf))].sort(), [codings]);
  const nameOf = (id: string): string => {
    if (id === byRule) return texts.coding.byRule;
    return id === me ? texts.codingDesk.mine : nameCoder(id, coders, texts.codingDesk.formerMember);
  };
  const options = [
    { value: everyone, label: texts.codingDesk.everyone },
    ...present.map((value) => ({ value, label: nameOf(value) })),
  ];
  return { coder, nameOf, options, setCoder, shown };
}

function useBlocks(transcript: Transcript, codings: readonly Coding[]) {
  const frame = useMemo(() => makeFrame(transcript), [transcript]);
  const drawn = useRef<readonly Block[]>([]);
  const blocks = useMemo(() => {
    drawn.current = placeCodings(frame, codings, drawn.current);
    return drawn.current;
  }, [frame, codings]);
  return { blocks, frame };
}

export function CodingDesk(props: DeskProps) {
  const { codebook, coders, codings, counts, me, seq, transcript } = props;
  const texts = useTexts();
  const { id, role } = useStudy();
  const { message } = App.useApp();
  const view = useRef<HTMLElement>(null);
  const sound = useRef<SoundHandle>(null);
  const linked = useLinkedSpan();
  const { coder, nameOf, options, setCoder, shown } = useCoder({ coders, codings, me });
  const { blocks, frame } = useBlocks(transcript, shown);
  const { marked, move, picking, select, setMarked, setPicking, setUnit, step, unit } = useSelection(frame, linked);
  const actions = useCodings(id, transcript, me);
  const createCode = useNewCode(id, actions);
  const place = { study: id, transcript: transcript.id, revision: transcript.revision, seq };
  const others = useOthers(place, { me, takeOver: actions.takeOver });
  const [chosen, setChosen] = useState<string | null>(null);
  const [last, setLast] = useState<Code | null>(null);
  const [previewing, setPreviewing] = useState(false);
  const [correcting, setCorrecting] = useState(false);
  const suggestions = useSuggestions(id, transcript);
  const hues = useMemo(() => codeHues(codebook), [codebook]);
  const names = useMemo(
    () => new Map(codebook.codes.map((code) => [code.id as string, `${code.number} ${code.name}`])),
    [codebook],
  );
  const chosenCoding = codings.find((coding) => coding.id === chosen);
  useEffect(() => {
    if (linked !== null) scrollToSpan(linked, "center");
  }, [linked]);

  const play = useCallback((seconds: number) => sound.current?.playFrom(seconds), []);
  const choose = useCallback((coding: Coding) => setChosen(coding.id), []);
  const open = useCallback(
    (coding: Coding) => {
      setChosen(coding.id);
      setMarked(spanOf(coding.start, coding.end));
      scrollToSpan(coding, "center");
    },
    [setMarked],
  );
  const leave = useCallback(() => {
    setPicking(false);
    view.current?.focus({ preventScroll: true });
  }, [setPicking]);
  const code = useCallback(
    (picked: Pick<Code, "id">) => {
      if (marked === null) return;
      leave();
      void actions.addCoding(picked, marked);
    },
    [actions, leave, marked],
  );
  const pick = (picked: Code) => {
    setLast(picked);
    code(picked);
  };
  const create = async (name: string) => {
    const made = await createCode(name);
    if (made !== null) pick(made);
  };
  const takeBack = async (way: "undo" | "redo") => {
    if (await actions.takeBack(way)) void message.success(texts.codingDesk[way === "undo" ? "undone" : "redone"]);
  };
  const { remove } = actions;
  const removeOne = useCallback((coding: Coding) => void remove(coding), [remove]);
  const keys: DeskKeys = {
    onStep: step,
    onMove: move,
    onOpenPicker: () => setPicking(marked !== null),
    onInVivo: () => marked !== null && void create(frame.index.slice(marked).trim().slice(0, 40)),
    onRepeat: () => last !== null && pick(last),
    onSuggest: () => marked !== null && void suggestions.ask(marked),
    onUndo: () => void takeBack("undo"),
    onRedo: () => void takeBack("redo"),
    onRemove: () => chosenCoding !== undefined && removeOne(chosenCoding),
    onUnit: (at) => setUnit(snapUnits[at] ?? unit),
    onLeave: () => {
      setMarked(null);
      setChosen(null);
    },
  };
  const latestKeys = useRef(keys);
  latestKeys.current = keys;
  const onKey = useCallback((event: KeyboardEvent<HTMLElement>) => {
    if (handleDeskKey(event, latestKeys.current)) event.preventDefault();
  }, []);
  const suggesting = suggestions.busy || suggestions.error !== null || suggestions.suggested !== null;
  const leaveSuggestions = (...outcome: Parameters<typeof suggestions.close>) => {
    suggestions.close(...outcome);
    leave();
  };
  const applyRules = async (codes: readonly string[]) => {
    setPreviewing(false);
    const counted = await actions.applyRules(codes);
    if (counted !== null) void message.success(texts.coding.rulesDone(counted.added, counted.kept));
  };
  const tabs = [
    {
      key: "codings",
      label: texts.coding.codings(shown.length),
      children: (
        <CodingList
          codings={shown}
          hues={hues}
          names={names}
          coders={coders}
          me={me}
          chosen={chosen}
          onOpen={open}
          onRemove={removeOne}
        />
      ),
    },
    {
      key: "codebook",
      label: texts.coding.codebook,
      children: <CodebookTree codebook={codebook} counts={counts} hues={hues} codings={shown} onOpen={open} />,
    },
    {
      key: "memo",
      label: texts.codingDesk.memos,
      children: <MemoBox kind="transcript" subject={transcript.id} />,
    },
  ];
  return (
    <>
      <PageHead title={transcript.title} note={texts.codingDesk.note}>
        {transcript.session !== null && (
          <Link to={`/studies/${id}/sessions/${transcript.session}`}>{texts.coding.session}</Link>
        )}
        {mayCall(role, routes.deidentifyTranscript) && (
          <Link to={`/studies/${id}/transcripts/${transcript.id}/deidentify`}>{texts.deidentify.open}</Link>
        )}
        <Button onClick={() => setCorrecting(true)}>{texts.codingDesk.correct.open}</Button>
        <Button onClick={() => setPreviewing(true)}>{texts.coding.applyRules}</Button>
      </PageHead>
      <ProblemAlert error={actions.error} />
      {previewing && (
        <RulesDialog
          study={id}
          transcript={transcript.id}
          codebook={codebook}
          onClose={() => setPreviewing(false)}
          onApply={(codes) => void applyRules(codes)}
        />
      )}
      {correcting && (
        <CorrectDialog study={id} transcript={transcript} names={names} onClose={() => setCorrecting(false)} />
      )}
      {transcript.session !== null && <TranscriptSound ref={sound} session={transcript.session} />}
      <DeskToolbar
        unit={unit}
        onUnit={setUnit}
        coder={coder}
        coders={options}
        onCoder={setCoder}
        canUndo={actions.done.undo.length > 0}
        canRedo={actions.done.redo.length > 0}
        onUndo={() => void takeBack("undo")}
        onRedo={() => void takeBack("redo")}
      />
      {others !== null && (
        <p className="note" role="status">
          {texts.codingDesk.others(nameOf(others.actor), others.count)}
        </p>
      )}
      <div className="beside coding-desk">
        <Card size="small">
          <TranscriptView
            ref={view}
            blocks={blocks}
            hues={hues}
            names={names}
            marked={marked}
            chosen={chosen}
            onChoose={choose}
            onSelect={select}
            onKey={onKey}
            {...(transcript.session === null ? {} : { onPlay: play })}
          />
        </Card>
        <Card size="small" className="margin">
          {suggesting && marked !== null && (
            <SuggestionCard
              suggested={suggestions.suggested}
              busy={suggestions.busy}
              error={suggestions.error}
              names={names}
              quote={frame.index.slice(marked)}
              onAccept={(one) => {
                suggestions.close("accepted", [one]);
                code({ id: brandAs<CodeId>(one.code) });
              }}
              onReject={(codes) => leaveSuggestions("rejected", codes)}
              onClose={() => leaveSuggestions(null)}
            />
          )}
          {picking && marked !== null && !suggesting && (
            <CodePicker
              codebook={codebook}
              hues={hues}
              last={last}
              quote={frame.index.slice(marked)}
              onPick={pick}
              onCreate={(name) => void create(name)}
              onMove={move}
              onClose={leave}
            />
          )}
          {!picking && !suggesting && chosenCoding !== undefined && (
            <CodingCard
              key={`${chosenCoding.id} ${chosenCoding.revision ?? 1}`}
              coding={chosenCoding}
              codebook={codebook}
              coder={nameOf(coderOf(chosenCoding))}
              length={frame.index.length}
              onChange={(set) => void actions.change(chosenCoding, set)}
              onRemove={() => removeOne(chosenCoding)}
              onClose={() => setChosen(null)}
            />
          )}
          <Tabs items={tabs} />
        </Card>
      </div>
    </>
  );
}
