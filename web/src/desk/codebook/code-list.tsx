import { codeHues } from "@diaoyan/analysis";
import type { Codebook, CodeId } from "@diaoyan/instruments";
import { Input } from "antd";
import { useState } from "react";
import { findCodes } from "../coding/find-codes.ts";
import { useTexts } from "../texts.tsx";
import { inTreeOrder } from "./edit-codebook.ts";

interface Props {
  readonly codebook: Codebook;
  readonly counts: Readonly<Record<string, number>>;
  readonly chosen: CodeId | null;
  readonly onChoose: (code: CodeId) => void;
}

/** The codes as an indented list with the number of codings, to be searched. */
export function CodeList({ codebook, counts, chosen, onChoose }: Props) {
  const texts = useTexts();
  const [typed, setTyped] = useState("");
  const hues = codeHues(codebook);
  const found = new Set(findCodes(codebook, typed));
  const lines = inTreeOrder(codebook).filter(({ code }) => found.has(code));
  return (
    <>
      <Input
        allowClear
        aria-label={texts.codebook.search}
        placeholder={texts.codebook.search}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <ul className="code-list">
        {lines.map(({ code, depth }) => (
          <li key={code.id} style={{ paddingInlineStart: `${depth * 1.25}rem` }}>
            <button
              type="button"
              aria-current={code.id === chosen}
              className={depth === 0 ? "code-line top" : "code-line"}
              onClick={() => onChoose(code.id)}
            >
              <span className="dot" style={{ background: `hsl(${hues.get(code.id)} 60% 45%)` }} />
              <span className="grow">
                {code.number} {code.name}
              </span>
              {(counts[code.id] ?? 0) > 0 && <span className="note">{texts.codebook.used(counts[code.id] ?? 0)}</span>}
            </button>
          </li>
        ))}
      </ul>
      {lines.length === 0 && (
        <p className="note">{codebook.codes.length === 0 ? texts.codebook.empty : texts.codebook.none}</p>
      )}
    </>
  );
}
