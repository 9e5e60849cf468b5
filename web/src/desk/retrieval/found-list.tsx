import type { Coding } from "@diaoyan/analysis";
import { Button, Empty, Tag } from "antd";
import { useEffect, useRef } from "react";
import { nameCoder } from "../coding/name-coder.ts";
import { useTexts } from "../texts.tsx";
import type { Cell } from "./code-matrix.tsx";
import { PlaceLink } from "./place-link.tsx";
import type { Answer } from "./use-retrieval.ts";

interface OpenCellProps {
  readonly cell: Cell;
  readonly names: ReadonlyMap<string, string>;
  readonly onAll: () => void;
}

/** Says which cell the list below is of; comes into sight with it. */
export function OpenCell({ cell, names, onAll }: OpenCellProps) {
  const texts = useTexts().retrieval.codings;
  const head = useRef<HTMLDivElement>(null);
  useEffect(() => head.current?.scrollIntoView({ block: "center" }), []);
  return (
    <div className="actions" ref={head}>
      <strong>
        {names.get(cell.code) ?? cell.code} × {cell.value || texts.noValue}
      </strong>
      <Button size="small" onClick={onAll}>
        {texts.allCells}
      </Button>
    </div>
  );
}

/** Codings that were found, each leading to its place. */
export function FoundList({ answer, names }: { readonly answer: Answer; readonly names: ReadonlyMap<string, string> }) {
  const texts = useTexts();
  if (answer.found.length === 0) return <Empty description={texts.retrieval.codings.none} />;
  return (
    <ul className="places">
      {answer.found.map(({ coding: wire, related, title }) => {
        const coding = wire as unknown as Coding;
        const coder = coding.origin.kind === "human" ? coding.origin.user : undefined;
        return (
          <li key={coding.id}>
            <PlaceLink transcript={coding.transcript} start={coding.start} end={coding.end}>
              {coding.quote}
            </PlaceLink>
            <div className="note">
              <Tag>{names.get(coding.code) ?? coding.code}</Tag>
              {(related as unknown as readonly Coding[]).map((other) => (
                <Tag key={other.id} color="blue">
                  {names.get(other.code) ?? other.code}
                </Tag>
              ))}
              {title}{" "}
              {coder === undefined
                ? texts.coding.byRule
                : nameCoder(coder, answer.coders, texts.codingDesk.formerMember)}
              {Object.entries(coding.modifiers).map(([name, value]) => ` ${name}：${value}`)}
              {coding.memo !== "" && ` ✎ ${coding.memo}`}
            </div>
          </li>
        );
      })}
    </ul>
  );
}
