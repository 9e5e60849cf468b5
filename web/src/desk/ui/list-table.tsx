import { Empty, Table, type TableProps } from "antd";

/** A list of the desk as a table; scrolls sideways where the screen is narrow, says what it means to be empty. */
export function ListTable<Row extends object>({
  empty,
  ...table
}: { readonly empty: string } & Pick<TableProps<Row>, "columns" | "dataSource" | "onRow"> & {
    readonly rowKey?: string;
  }) {
  return (
    <Table<Row>
      size="small"
      rowKey="id"
      pagination={false}
      scroll={{ x: "max-content" }}
      locale={{ emptyText: <Empty description={empty} /> }}
      {...table}
    />
  );
}
