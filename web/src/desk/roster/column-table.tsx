import {
  columnLetters,
  type RosterColumn,
  type RosterField,
  type RosterKind,
  rosterFields,
  type Sheet,
} from "@diaoyan/instruments";
import { Select, Tag } from "antd";
import { sampleOf } from "../exchange/read-answer-file.ts";
import { useTexts } from "../texts.tsx";
import { ListTable } from "../ui/list-table.tsx";
import { useFieldLabel } from "./field-labels.ts";

interface Props {
  readonly sheet: Sheet;
  readonly kind: RosterKind;
  readonly columns: readonly RosterColumn[];
  readonly onChange: (columns: readonly RosterColumn[]) => void;
}

/** Each column of a roster file and the field it goes to, to be looked over and changed. */
export function ColumnTable({ sheet, kind, columns, onChange }: Props) {
  const texts = useTexts().roster.import;
  const label = useFieldLabel();
  const options = rosterFields
    .filter(({ kinds }) => kinds.includes(kind))
    .map(({ id }) => ({ value: id, label: label(id) }));
  const choose = (index: number, field: RosterField | null) =>
    onChange(columns.map((column) => (column.index === index ? { ...column, field } : column)));
  const shown = [
    {
      title: texts.column,
      width: "4rem",
      render: (_: unknown, { index }: RosterColumn) => <code>{columnLetters(index)}</code>,
    },
    { title: texts.header, render: (_: unknown, { header }: RosterColumn) => header },
    {
      title: texts.sample,
      render: (_: unknown, { index, refused }: RosterColumn) => (refused ? "—" : sampleOf(sheet, index)),
    },
    {
      title: texts.target,
      width: "16rem",
      render: (_: unknown, { index, header, field, refused }: RosterColumn) =>
        refused ? (
          <Tag color="gold">{texts.refused}</Tag>
        ) : (
          <Select<RosterField>
            className="target-select"
            aria-label={`${texts.target} ${header}`}
            allowClear
            placeholder={texts.leftOut}
            options={options}
            value={field}
            onChange={(chosen: RosterField | undefined) => choose(index, chosen ?? null)}
          />
        ),
    },
  ];
  return <ListTable<RosterColumn> rowKey="index" columns={shown} dataSource={columns} empty={texts.empty} />;
}
