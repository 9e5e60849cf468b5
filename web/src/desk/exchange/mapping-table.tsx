import { type ColumnMatch, columnLetters, type Sheet } from "@diaoyan/instruments";
import { Select, Tag } from "antd";
import { useTexts } from "../texts.tsx";
import { ListTable } from "../ui/list-table.tsx";
import { sampleOf, type TargetOption } from "./read-answer-file.ts";

/** A column with where it goes; `byHand` after a person chose. */
export interface ChosenMatch extends ColumnMatch {
  readonly byHand?: true;
}

interface Props {
  readonly sheet: Sheet;
  readonly matches: readonly ChosenMatch[];
  readonly targets: readonly TargetOption[];
  readonly onChange: (index: number, target: string | null) => void;
}

function useLabel() {
  const { exchange } = useTexts();
  return ({ question, part, kind }: TargetOption): string => {
    if (kind === "whole") return `${question}${exchange.wholeSet}`;
    if (kind === "other") return `${question} · ${exchange.otherText}`;
    return part === null ? question : `${question} · ${part}`;
  };
}

/** Each column of an answer file and the question it goes to, to be looked over and changed. */
export function MappingTable({ sheet, matches, targets, onChange }: Props) {
  const texts = useTexts().exchange;
  const label = useLabel();
  const options = targets.map((target) => ({ value: target.value, label: label(target) }));
  const columns = [
    {
      title: texts.column,
      width: "4rem",
      render: (_: unknown, row: ChosenMatch) => <code>{columnLetters(row.column.index)}</code>,
    },
    { title: texts.header, render: (_: unknown, row: ChosenMatch) => row.column.header },
    {
      title: texts.sample,
      render: (_: unknown, row: ChosenMatch) =>
        row.column.kind === "personal" ? <span className="note">—</span> : sampleOf(sheet, row.column.index),
    },
    {
      title: texts.target,
      width: "22rem",
      render: (_: unknown, row: ChosenMatch) => {
        if (row.column.kind === "personal") return <Tag color="gold">{texts.personal}</Tag>;
        if (row.column.kind === "seconds") return texts.secondsUsed;
        if (row.column.kind !== "question") return <span className="note">{texts.administrative}</span>;
        return (
          <Select
            className="target-select"
            aria-label={`${texts.target} ${row.column.header}`}
            showSearch
            allowClear
            optionFilterProp="label"
            popupMatchSelectWidth={false}
            placeholder={texts.leftOut}
            options={options}
            value={row.target}
            onChange={(target: string | undefined) => onChange(row.column.index, target ?? null)}
          />
        );
      },
    },
    {
      title: texts.by,
      width: "9rem",
      render: (_: unknown, row: ChosenMatch) => {
        if (row.byHand) return texts.byHand;
        if (row.by === "order") return <Tag color="orange">{texts.byOrder}</Tag>;
        return row.by === "text" ? texts.byText : "";
      },
    },
  ];
  return (
    <ListTable<ChosenMatch>
      rowKey={(row) => row.column.index}
      columns={columns}
      dataSource={matches}
      empty={texts.emptySheet}
    />
  );
}
