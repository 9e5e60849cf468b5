import type { Code, Codebook } from "@diaoyan/instruments";
import { Button, Input } from "antd";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { useTexts } from "../texts.tsx";
import { findCodes } from "./find-codes.ts";

interface Props {
  readonly codebook: Codebook;
  readonly hues: ReadonlyMap<string, number>;
  readonly quote: string;
  /** The code used last, offered first. */
  readonly last: Code | null;
  readonly onPick: (code: Code) => void;
  /** A new code of this name on the selection. */
  readonly onCreate: (name: string) => void;
  /** A new code named by the selected words. */
  readonly onInVivo: () => void;
  /** Moves an end of the selection by characters. */
  readonly onMove: (edge: "start" | "end", by: number) => void;
  readonly onClose: () => void;
}

const longestName = 40;

/** The words themselves as the name of a code. */
export function nameFromWords(quote: string): string {
  return [...quote.replaceAll(/\s+/gu, "").replaceAll(/^[，。；：、！？]+|[，。；：、！？]+$/gu, "")]
    .slice(0, longestName)
    .join("");
}

/** What a key in the picker does to the ends of the selection; null where it is another key. */
export function edgeOfKey({ altKey, key, shiftKey }: Pick<KeyboardEvent, "altKey" | "key" | "shiftKey">) {
  const by = { ArrowLeft: -1, ArrowRight: 1 }[key];
  return altKey && by !== undefined ? { edge: shiftKey ? ("start" as const) : ("end" as const), by } : null;
}

/**
 * Offers codes for a selection: type a name, its pinyin initials or a number; arrows move, Enter codes, Shift+Enter makes a
 * code of the words themselves, Alt with an arrow moves the end of the selection, Escape leaves.
 */
export function CodePicker(props: Props) {
  const { codebook, hues, last, onClose, onCreate, onInVivo, onMove, onPick, quote } = props;
  const texts = useTexts();
  const [typed, setTyped] = useState("");
  const [at, setAt] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const found = findCodes(codebook, typed);
  const offered = typed === "" && last !== null ? [last, ...found.filter(({ id }) => id !== last.id)] : found;
  // letters and numbers look for a code; where they find one, a name of Han may still be meant as a new one
  const named = typed.trim();
  const looksNew = offered.length === 0 || /\p{Script=Han}/u.test(named);
  const canBeNew = named !== "" && looksNew && !codebook.codes.some(({ name }) => name === named);
  const active = offered[Math.min(at, offered.length - 1)];
  // biome-ignore lint/correctness/useExhaustiveDependencies: another active code is to be brought into sight
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: "nearest" });
  }, [active]);
  const onKey = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const edge = edgeOfKey(event);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (edge !== null || step !== undefined || event.key === "Enter") event.preventDefault();
    if (edge !== null) return onMove(edge.edge, edge.by);
    if (step !== undefined) setAt(Math.max(0, Math.min(offered.length - 1, at + step)));
    if (event.key === "Enter" && event.shiftKey) return onInVivo();
    if (event.key === "Enter" && active !== undefined) return onPick(active);
    if (event.key === "Enter" && named !== "") return onCreate(named);
    if (event.key === "Escape") onClose();
  };
  return (
    <section className="code-picker" aria-label={texts.coding.pick}>
      <blockquote>{quote.length > 120 ? `${quote.slice(0, 60)}……${quote.slice(-40)}` : quote}</blockquote>
      <Input
        autoFocus
        role="combobox"
        aria-expanded
        aria-controls="codes-offered"
        aria-activedescendant={active === undefined ? undefined : `code-${active.id}`}
        aria-label={texts.coding.filter}
        placeholder={texts.codingDesk.filterHint}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          setAt(0);
        }}
        onKeyDown={onKey}
      />
      <div id="codes-offered" role="listbox" aria-label={texts.coding.codes} className="codes-offered" ref={list}>
        {offered.map((code) => (
          <div
            key={code.id}
            id={`code-${code.id}`}
            role="option"
            tabIndex={-1}
            aria-selected={code === active}
            className={code.parent === null ? "code-option top" : "code-option"}
            onClick={() => onPick(code)}
            onKeyDown={onKey}
            title={code.definition}
          >
            <span className="dot" style={{ background: `hsl(${hues.get(code.id)} 60% 45%)` }} />
            {code.number} {code.name}
          </div>
        ))}
      </div>
      {active !== undefined && <Meaning code={active} />}
      <div className="picker-foot">
        {canBeNew ? (
          <Button size="small" type={offered.length === 0 ? "primary" : "default"} onClick={() => onCreate(named)}>
            {texts.codingDesk.createCode(named)}
          </Button>
        ) : (
          <Button size="small" onClick={onInVivo}>
            {texts.codingDesk.inVivo}
          </Button>
        )}
        <EdgeButtons onMove={onMove} />
        <Button size="small" type="text" onClick={onClose}>
          {texts.cancel}
        </Button>
      </div>
    </section>
  );
}

/** What the code under the cursor means, so that nobody needs to look it up. */
function Meaning({ code }: { readonly code: Code }) {
  const texts = useTexts().coding;
  const lines = [
    code.definition,
    code.include === "" ? "" : `${texts.include}：${code.include}`,
    code.exclude === "" ? "" : `${texts.exclude}：${code.exclude}`,
  ].filter((line) => line !== "");
  return lines.length === 0 ? null : <p className="note meaning">{lines.join("。")}</p>;
}

/** Moves the ends of a stretch by single characters. */
export function EdgeButtons({ onMove }: Pick<Props, "onMove">) {
  const texts = useTexts().codingDesk;
  const edges = [
    { edge: "start", by: -1, sign: "←" },
    { edge: "start", by: 1, sign: "→" },
    { edge: "end", by: -1, sign: "←" },
    { edge: "end", by: 1, sign: "→" },
  ] as const;
  return (
    <span className="edge-buttons">
      {edges.map(({ by, edge, sign }) => (
        <span key={`${edge}${by}`}>
          {by === -1 && <span className="note">{texts.edge[edge]}</span>}
          <Button size="small" type="text" aria-label={texts.moveEdge(edge, by)} onClick={() => onMove(edge, by)}>
            {sign}
          </Button>
        </span>
      ))}
    </span>
  );
}
