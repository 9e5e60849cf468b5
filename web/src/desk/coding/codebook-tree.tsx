import type { Coding } from "@diaoyan/analysis";
import type { Code, Codebook } from "@diaoyan/instruments";
import { Input, Tree } from "antd";
import { type Key, memo, type ReactNode, useMemo, useState } from "react";
import { useTexts } from "../texts.tsx";
import { findCodes } from "./find-codes.ts";
import { MemoBox } from "./memo-box.tsx";

interface Props {
  readonly codebook: Codebook;
  readonly counts: Readonly<Record<string, number>>;
  readonly hues: ReadonlyMap<string, number>;
  /** Codings of the open transcript, shown as examples of their code. */
  readonly codings: readonly Coding[];
  readonly onOpen: (coding: Coding) => void;
}

interface CodeNode {
  readonly key: string;
  readonly title: ReactNode;
  readonly children: CodeNode[];
}

const examples = 5;

/** What a code means: definition, what belongs to it, what does not, an example. */
function Definition({ code }: { readonly code: Code }) {
  const texts = useTexts();
  const lines = [
    [texts.coding.definition, code.definition],
    [texts.coding.include, code.include],
    [texts.coding.exclude, code.exclude],
    [texts.coding.example, code.example],
  ] as const;
  return (
    <dl className="definition">
      {lines
        .filter(([, text]) => text !== "")
        .map(([name, text]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{text}</dd>
          </div>
        ))}
    </dl>
  );
}

function CodeDetails({ code, codings, onOpen }: { readonly code: Code } & Pick<Props, "codings" | "onOpen">) {
  const texts = useTexts().codingDesk;
  const own = codings.filter((coding) => coding.code === code.id);
  return (
    <section className="code-details" aria-label={`${code.number} ${code.name}`}>
      <h3>
        {code.number} {code.name}
      </h3>
      <Definition code={code} />
      {own.length > 0 && (
        <>
          <h4>{texts.here(own.length)}</h4>
          <ul className="live-quotes">
            {own.slice(0, examples).map((coding) => (
              <li key={coding.id}>
                <button type="button" className="coding-open" onClick={() => onOpen(coding)}>
                  <span className="quote">{coding.quote}</span>
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
      <h4>{texts.memo.code}</h4>
      <MemoBox kind="code" subject={code.id} />
    </section>
  );
}

/** The codebook as a tree with the number of codings; choosing a code shows its rules, examples and memo. */
export const CodebookTree = memo(function CodebookTree({ codebook, codings, counts, hues, onOpen }: Props) {
  const texts = useTexts();
  const [chosen, setChosen] = useState<string | null>(null);
  const [typed, setTyped] = useState("");
  const found = useMemo(() => findCodes(codebook, typed), [codebook, typed]);
  const toNode = (code: Code, deep: boolean): CodeNode => ({
    key: code.id,
    title: (
      <span>
        <span className="dot" style={{ background: `hsl(${hues.get(code.id)} 60% 45%)` }} />
        {code.number} {code.name} <span className="note">{counts[code.id] ?? 0}</span>
      </span>
    ),
    children: deep ? codebook.codes.filter(({ parent }) => parent === code.id).map((one) => toNode(one, true)) : [],
  });
  const roots = typed.trim() === "" ? codebook.codes.filter(({ parent }) => parent === null) : found;
  const code = codebook.codes.find(({ id }) => id === chosen);
  return (
    <div className="codebook">
      <Input
        allowClear
        size="small"
        aria-label={texts.codingDesk.findCode}
        placeholder={texts.codingDesk.filterHint}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <Tree
        key={typed.trim() === "" ? "tree" : "found"}
        treeData={roots.map((one) => toNode(one, typed.trim() === ""))}
        defaultExpandAll
        blockNode
        selectedKeys={chosen === null ? [] : [chosen]}
        onSelect={(keys: readonly Key[]) => setChosen(keys[0] === undefined ? null : String(keys[0]))}
      />
      {code === undefined ? (
        <p className="note">{texts.coding.chooseCode}</p>
      ) : (
        <CodeDetails code={code} codings={codings} onOpen={onOpen} />
      )}
    </div>
  );
});
