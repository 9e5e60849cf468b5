import type { Presentation } from "@diaoyan/api/contract";
import { cellKey } from "./split-numbers.ts";

type Table = Presentation["table"];
type Cell = Table["body"][number][number];

interface Props {
  readonly table: Table;
  /** Addresses of cells to be marked, as `cellKey` gives them. */
  readonly marked?: ReadonlySet<string>;
  readonly noteMarked?: boolean;
}

function keyed(cells: readonly Cell[]): readonly (readonly [string, Cell])[] {
  return cells.map((cell, place) => [`${place} ${cell.text}`, cell] as const);
}

function keyedRows(rows: Table["body"]): readonly (readonly [string, Table["body"][number]])[] {
  return rows.map((row, place) => [`${place} ${row[0]?.text ?? ""}`, row] as const);
}

/** A three-line table 三线表: caption above, lines above and below the head and at the end, note below. */
export function ThreeLineTable({ table, marked, noteMarked = false }: Props) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="table-scroll" tabIndex={0} aria-label={table.caption}>
      <table className="three-line">
        <caption>
          <span className="caption-text">
            {table.caption}
            {table.unit !== undefined && <span className="unit">{table.unit}</span>}
          </span>
        </caption>
        <thead>
          {table.header.map((row) => (
            <tr key={row.map(({ text }) => text).join(" ")}>
              {keyed(row).map(([key, cell]) => (
                <th key={key} scope="col" style={{ textAlign: cell.align ?? "center" }}>
                  {cell.text}
                </th>
              ))}
            </tr>
          ))}
        </thead>
        <tbody>
          {keyedRows(table.body).map(([rowKey, row], line) => (
            <tr key={rowKey}>
              {keyed(row).map(([key, cell], column) => (
                <td
                  key={key}
                  className={marked?.has(cellKey(line, column)) ? "said-here" : undefined}
                  style={{ textAlign: cell.align ?? (column === 0 ? "left" : "center") }}
                >
                  {cell.text}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {table.note !== "" && <p className={noteMarked ? "table-note said-here" : "table-note"}>{table.note}</p>}
    </section>
  );
}
