import type { Code, Codebook } from "@diaoyan/instruments";
import { Button, Input } from "antd";
import { type KeyboardEvent, useState } from "react";
import { useTexts } from "../texts.tsx";
import { findCodes } from "./find-codes.ts";

interface Props {
  readonly codebook: Codebook;
  readonly hues: ReadonlyMap<string, number>;
  readonly quote: string;
  readonly onPick: (code: Code) => void;
  readonly onClose: () => void;
}

/** Offers codes for a selection: type to filter, arrows to move, Enter to code, Escape to leave. */
export function CodePicker({ codebook, hues, quote, onPick, onClose }: Props) {
  const texts = useTexts();
  const [typed, setTyped] = useState("");
  const [at, setAt] = useState(0);
  const found = findCodes(codebook, typed);
  const active = found[Math.min(at, found.length - 1)];
  const onKey = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      setAt(Math.max(0, Math.min(found.length - 1, at + step)));
    }
    if (event.key === "Enter" && active !== undefined) onPick(active);
    if (event.key === "Escape") onClose();
  };
  return (
    <section className="code-picker" aria-label={texts.coding.pick}>
      <blockquote>{quote.length > 120 ? `${quote.slice(0, 120)}…` : quote}</blockquote>
      <Input
        autoFocus
        role="combobox"
        aria-expanded
        aria-controls="codes-offered"
        aria-activedescendant={active === undefined ? undefined : `code-${active.id}`}
        aria-label={texts.coding.filter}
        placeholder={texts.coding.filter}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          setAt(0);
        }}
        onKeyDown={onKey}
      />
      <div id="codes-offered" role="listbox" aria-label={texts.coding.codes} className="codes-offered">
        {found.map((code) => (
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
      <Button size="small" onClick={onClose}>
        {texts.cancel}
      </Button>
    </section>
  );
}
