import { Empty, Table, type TableColumnType, type TableProps } from "antd";
import type { KeyboardEvent, ReactNode } from "react";

interface Props<Row> {
  readonly columns: readonly TableColumnType<Row>[];
  readonly dataSource: readonly Row[];
  readonly empty: string;
  readonly rowKey?: TableProps<Row>["rowKey"];
  /** Rows on a page; all on one unless given. */
  readonly pageSize?: number;
  /** Opens a row by click, Enter or space. */
  readonly onOpen?: ((row: Row) => void) | undefined;
}

/**
 * Each cell knows the name of its column: on a phone a row is a card of named lines instead of a table to be scrolled.
 * What stands in a cell is one piece there, so that a second line stays below the first and does not stand beside it.
 */
function named<Row>(column: TableColumnType<Row>): TableColumnType<Row> {
  const label = typeof column.title === "string" ? column.title : "";
  return {
    ...column,
    onCell: () => ({ "data-label": label }) as object,
    render: (value, row, at) => (
      <div className="list-cell">
        {(column.render === undefined ? value : column.render(value, row, at)) as ReactNode}
      </div>
    ),
  };
}

/** A list of the desk as a table, on a phone as cards; says what it means to be empty. */
export function ListTable<Row extends object>({
  columns,
  dataSource,
  empty,
  rowKey = "id",
  pageSize,
  onOpen,
}: Props<Row>) {
  const opening = (row: Row) => ({
    className: "openable",
    tabIndex: 0,
    onClick: () => onOpen?.(row),
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      onOpen?.(row);
    },
  });
  return (
    <Table<Row>
      className="list-table"
      size="small"
      rowKey={rowKey}
      pagination={pageSize === undefined ? false : { pageSize, hideOnSinglePage: true, showSizeChanger: false }}
      columns={columns.map(named)}
      dataSource={[...dataSource]}
      locale={{ emptyText: <Empty description={empty} /> }}
      {...(onOpen === undefined ? {} : { onRow: opening })}
    />
  );
}
