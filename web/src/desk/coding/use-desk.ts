import { type Coding, codeHues } from "@diaoyan/analysis";
import type { UnplacedLine } from "@diaoyan/api/contract";
import type { Code, Codebook, TextSpan, Transcript } from "@diaoyan/instruments";
import { App } from "antd";
import { type KeyboardEvent, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { useTexts } from "../texts.tsx";
import { useStudy } from "../use-study.ts";
import { type Block, makeFrame, placeCodings, speechOf } from "./blocks.ts";
import { nameFromWords } from "./code-picker.tsx";
import { type DeskKeys, handleDeskKey, usePageKeys } from "./desk-keys.ts";
import { findPressed } from "./find-pressed.ts";
import { makeCode } from "./send-new-code.ts";
import { snapUnits, spanOf } from "./snap.ts";
import { drawAll, isEdit, type Unsent } from "./unsent.ts";
import { useCoder } from "./use-coder.ts";
import { useCodings } from "./use-codings.ts";
import { scrollToSpan, useLinkedSpan } from "./use-linked-span.ts";
import { usePlacing } from "./use-placing.ts";
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

/** Codes with those still to be made, their colours and names by id. */
function useLooks(codebook: Codebook, unsent: readonly Unsent[]) {
  const codes = useMemo(() => {
    const known = new Set(codebook.codes.map(({ id }) => id));
    const coming = unsent.flatMap((one) =>
      isEdit(one) || one.part === null || known.has(one.part.id) ? [] : [one.part],
    );
    return coming.length === 0 ? codebook.codes : [...codebook.codes, ...coming];
  }, [codebook, unsent]);
  const hues = useMemo(() => codeHues({ ...codebook, codes }), [codebook, codes]);
  const names = useMemo(
    () => new Map(codes.map(({ id, name, number }) => [id as string, `${number} ${name}`])),
    [codes],
  );
  return { codes, hues, names };
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
  const actions = useCodings(id, transcript, me);
  const { unsent } = actions;
  const all = useMemo(() => {
    const place = { me, study: id, transcript: transcript.id };
    return drawAll(codings, unsent, { place, text: transcript.text });
  }, [codings, id, me, transcript, unsent]);
  const who = useCoder({ coders, codings: all, me });
  const { blocks, frame } = useBlocks(transcript, who.shown);
  const selection = useSelection(frame, linked);
  const { marked, move, pointAt, setMarked, setPicking, setUnit, step, unit } = selection;
  const suggestions = useSuggestions(id, transcript);
  const places = usePlacing(id, transcript, actions);
  const looks = useLooks(codebook, actions.unsent);
  const [chosen, setChosen] = useState<string | null>(null);
  const [last, setLast] = useState<Code | null>(null);
  const chosenCoding = all.find((coding) => coding.id === chosen);
  useEffect(() => {
    if (linked !== null) scrollToSpan(linked, "center");
    // the keys are there at once; a field that somebody is in already is left alone
    if (document.activeElement === document.body) view.current?.focus({ preventScroll: true });
  }, [linked]);

  const choose = useCallback(
    (coding: Coding) => {
      setPicking(false);
      setChosen(coding.id);
    },
    [setPicking],
  );
  const leave = useCallback(() => {
    setPicking(false);
    view.current?.focus({ preventScroll: true });
  }, [setPicking]);
  const open = useCallback(
    (coding: Coding) => {
      leave();
      setChosen(coding.id);
      setMarked(spanOf(coding.start, coding.end));
      scrollToSpan(coding, "center");
    },
    [leave, setMarked],
  );
  const latestPoint = useRef<(place: number) => void>(() => {});
  latestPoint.current = (place) => {
    const next = findPressed(who.shown, place, chosen);
    if (next === undefined && marked !== null && marked.start <= place && marked.end > place) {
      setChosen(null);
      return setPicking(places.placing === null);
    }
    setPicking(false);
    pointAt(place);
    setChosen(next?.id ?? null);
  };
  const point = useCallback((place: number) => latestPoint.current(place), []);
  const code = (picked: Pick<Code, "id">) => {
    if (marked === null) return;
    leave();
    // a key that is held or pressed twice must not count twice
    const stands = all.find((one) => isSame(one, { code: picked.id, me, span: marked }));
    if (stands !== undefined) return choose(stands);
    actions.addCoding(picked.id, marked);
  };
  const pick = (picked: Code) => {
    setLast(picked);
    code(picked);
  };
  const create = (name: string) => {
    if (marked === null || name === "") return;
    const known = looks.codes.find((one) => one.name === name);
    if (known !== undefined) return pick(known);
    const part = makeCode(codebook, name);
    setLast(part);
    leave();
    actions.addCoding(part.id, marked, part);
  };
  const createInVivo = () => marked !== null && create(nameFromWords(speechOf(frame, marked)));
  /** The coding on the selection with its memo, to be written without the mouse. */
  const writeMemo = () => {
    const own = all.filter((one) => marked !== null && one.start < marked.end && one.end > marked.start);
    const coding = chosenCoding ?? own.findLast(({ origin }) => origin.kind === "human" && origin.user === me);
    if (coding === undefined) return;
    // the next key is the first letter already
    flushSync(() => choose(coding));
    document.querySelector<HTMLElement>(".coding-card textarea")?.focus();
  };
  const beginPlacing = (one: UnplacedLine) => {
    setChosen(null);
    setMarked(places.begin(one));
    leave();
  };
  const put = (picked: string) => {
    if (marked !== null) void places.put(picked, marked).then(leave);
  };
  const takeBack = async (way: "undo" | "redo") => {
    if (await actions.takeBack(way)) void message.success(texts[way === "undo" ? "undone" : "redone"]);
  };
  const { dropCoding, remove } = actions;
  const removeOne = useCallback(
    (coding: Coding) => (unsent.some((one) => one.id === coding.id) ? dropCoding(coding.id) : remove(coding)),
    [dropCoding, remove, unsent],
  );
  const keys: DeskKeys = {
    onStep: step,
    onMove: move,
    onOpenPicker: () => {
      const known = places.placing !== null && looks.codes.some((one) => one.id === places.placing?.code);
      if (known && places.placing !== null) put(places.placing.code);
      else setPicking(marked !== null);
    },
    onInVivo: createInVivo,
    onMemo: writeMemo,
    onRepeat: () => last !== null && pick(last),
    onSuggest: () => marked !== null && void suggestions.ask(marked),
    onUndo: () => void takeBack("undo"),
    onRedo: () => void takeBack("redo"),
    onRemove: () => chosenCoding !== undefined && removeOne(chosenCoding),
    onUnit: (at) => setUnit(snapUnits[at] ?? unit),
    onLeave: () => {
      setMarked(null);
      setChosen(null);
      places.leave();
    },
  };
  const latestKeys = useRef(keys);
  latestKeys.current = keys;
  const onKey = useCallback((event: KeyboardEvent<HTMLElement>) => {
    if (handleDeskKey(event, latestKeys.current)) event.preventDefault();
  }, []);
  usePageKeys(latestKeys);
  const acts = { beginPlacing, choose, code, create, createInVivo, leave, onKey, open, pick, point, put };
  return {
    ...acts,
    removeOne,
    setChosen,
    takeBack,
    ...looks,
    actions,
    blocks,
    chosen,
    chosenCoding,
    frame,
    last,
    places,
    selection,
    suggestions,
    view,
    who,
  };
}

export type Desk = ReturnType<typeof useDesk>;
