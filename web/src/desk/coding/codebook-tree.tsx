import type { Code, Codebook } from "@diaoyan/instruments";
import { Collapse, Tree } from "antd";
import { type Key, memo, type ReactNode, useState } from "react";
import { useTexts } from "../texts.tsx";

interface Props {
  readonly codebook: Codebook;
  readonly counts: Readonly<Record<string, number>>;
  readonly hues: ReadonlyMap<string, number>;
}

interface CodeNode {
  readonly key: string;
  readonly title: ReactNode;
  readonly children: CodeNode[];
}

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

/** The codebook as a tree with the number of codings; choosing a code shows its definition. */
export const CodebookTree = memo(function CodebookTree({ codebook, counts, hues }: Props) {
  const texts = useTexts();
  const [chosen, setChosen] = useState<Code | null>(null);
  const toNode = (code: Code): CodeNode => ({
    key: code.id,
    title: (
      <span>
        <span className="dot" style={{ background: `hsl(${hues.get(code.id)} 60% 45%)` }} />
        {code.number} {code.name} <span className="note">{counts[code.id] ?? 0}</span>
      </span>
    ),
    children: codebook.codes.filter(({ parent }) => parent === code.id).map(toNode),
  });
  const choose = (keys: readonly Key[]) => setChosen(codebook.codes.find(({ id }) => id === keys[0]) ?? null);
  return (
    <div className="codebook">
      <Tree
        treeData={codebook.codes.filter(({ parent }) => parent === null).map(toNode)}
        defaultExpandAll
        blockNode
        onSelect={choose}
      />
      {chosen !== null && (
        <Collapse
          size="small"
          defaultActiveKey="definition"
          items={[
            { key: "definition", label: `${chosen.number} ${chosen.name}`, children: <Definition code={chosen} /> },
          ]}
        />
      )}
      {chosen === null && <p className="note">{texts.coding.chooseCode}</p>}
    </div>
  );
});
