import { type Coding, codeHues } from "@diaoyan/analysis";
import type { Code, Codebook, TextSpan, Transcript } from "@diaoyan/instruments";
import { App } from "antd";
import { type KeyboardEvent, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useTexts } from "../texts.tsx";
import { useStudy } from "../use-study.ts";
import { type Block, makeFrame, placeCodings } from "./blocks.ts";
import { nameFromWords } from "./code-picker.tsx";
import { type DeskKeys, handleDeskKey } from "./desk-keys.ts";
import { snapUnits, spanOf } from "./snap.ts";
import { useCoder } from "./use-coder.ts";
import { useCodings } from "./use-codings.ts";
import { scrollToSpan, useLinkedSpan } from "./use-linked-span.ts";
import { useNewCode } from "./use-new-code.ts";
import { useSelection } from "./use-selection.ts";
import { useSuggestions } from "./use-suggestions.ts";

/** What the server said of an opened transcript. */
export interface Opened {
  readonly transcript: Transcript;
  /** Whether it is a policy document. */
  readonly policy: boolean;
  readonly codings: readonly Coding[];
  /** Number of the last change the codings hold. */
  readonly seq: number;
  readonly coders: Readonly<Record<string, string>>;
  readonly codebook: Codebook;
  readonly counts: Readonly<Record<string, number>>;
  readonly me: string;
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

/** Colours and names of codes by id. */
function useLooks(codebook: Codebook) {
  const hues = useMemo(() => codeHues(codebook), [codebook]);
  const names = useMemo(
    () => new Map(codebook.codes.map((code) => [code.id as string, `${code.number} ${code.name}`])),
    [codebook],
  );
  return { hues, names };
}

/** Whether a coding is one person's own, with one code on one stretch. */
function isSame(
  { code, end, origin, start }: Coding,
  wanted: { readonly code: string; readonly me: string; readonly span: TextSpan },
): boolean {
  const { span } = wanted;
  const own = origin.kind === "human" && origin.user === wanted.me;
  return own && code === wanted.code && start === span.start && end === span.end;
}

/** State of the coding desk, and what its keys and buttons do. */
export function useDesk({ codebook, coders, codings, me, transcript }: Opened) {
  const texts = useTexts().codingDesk;
  const { id } = useStudy();
  const { message } = App.useApp();
  const view = useRef<HTMLElement>(null);
  const linked = useLinkedSpan();
  const who = useCoder({ coders, codings, me });
  const { blocks, frame } = useBlocks(transcript, who.shown);
  const selection = useSelection(frame, linked);
  const { marked, move, setMarked, setPicking, setUnit, step, unit } = selection;
  const actions = useCodings(id, transcript, me);
  const createCode = useNewCode(id, transcript, actions);
  const suggestions = useSuggestions(id, transcript);
  const looks = useLooks(codebook);
  const [chosen, setChosen] = useState<string | null>(null);
  const [last, setLast] = useState<Code | null>(null);
  const chosenCoding = codings.find((coding) => coding.id === chosen);
  useEffect(() => {
    if (linked !== null) scrollToSpan(linked, "center");
  }, [linked]);

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
  const code = (picked: Pick<Code, "id">) => {
    if (marked === null) return;
    leave();
    // a key that is held or pressed twice must not count twice
    const stands = codings.find((one) => isSame(one, { code: picked.id, me, span: marked }));
    if (stands !== undefined) return choose(stands);
    void actions.addCoding(picked, marked);
  };
  const pick = (picked: Code) => {
    setLast(picked);
    code(picked);
  };
  const creating = useRef<TextSpan | null>(null);
  const create = async (name: string) => {
    if (marked === null || creating.current === marked || name === "") return;
    const known = codebook.codes.find((one) => one.name === name);
    if (known !== undefined) return pick(known);
    creating.current = marked;
    leave();
    const made = await createCode(name, marked);
    if (made !== null) setLast(made);
    creating.current = null;
  };
  const takeBack = async (way: "undo" | "redo") => {
    if (await actions.takeBack(way)) void message.success(texts[way === "undo" ? "undone" : "redone"]);
  };
  const { remove } = actions;
  const removeOne = useCallback((coding: Coding) => void remove(coding), [remove]);
  const keys: DeskKeys = {
    onStep: step,
    onMove: move,
    onOpenPicker: () => setPicking(marked !== null),
    onInVivo: () => marked !== null && void create(nameFromWords(frame.index.slice(marked))),
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
  const acts = { choose, code, create, leave, onKey, open, pick, removeOne, setChosen, takeBack };
  return { ...acts, ...looks, actions, blocks, chosen, chosenCoding, frame, last, selection, suggestions, view, who };
}

export type Desk = ReturnType<typeof useDesk>;
