import { Checkbox, InputNumber } from "antd";
import { useTexts } from "../texts.tsx";
import { emptyCell, keyOf, pasteCells, type QuotaDraft, setCell } from "./quota-draft.ts";

interface Props {
  readonly draft: QuotaDraft;
  readonly rows: readonly string[];
  /** One empty name in a plan of one question. */
  readonly columns: readonly string[];
  readonly onChange: (draft: QuotaDraft) => void;
}

/** The targets as a table that takes a range pasted from a spreadsheet. */
export function QuotaGrid({ draft, rows, columns, onChange }: Props) {
  const texts = useTexts().progress.editor;
  const namesOf = (row: string, column: string) => (column === "" ? [row] : [row, column]);
  const paste = (text: string, row: number, column: number): boolean => {
    if (!/[\t\n≤]|<=/.test(text)) return false;
    onChange(pasteCells(draft, text, { rows, columns, row, column }));
    return true;
  };
  return (
    <div className="quota-scroll">
      <table className="quota-grid">
        <thead>
          <tr>
            <td />
            {columns.map((column) => (
              <th key={column} scope="col">
                {column === "" ? texts.cells : column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, down) => (
            <tr key={row}>
              <th scope="row">{row}</th>
              {columns.map((column, right) => {
                const names = namesOf(row, column);
                const cell = draft.cells[keyOf(names)] ?? emptyCell;
                const name = names.join(" × ");
                return (
                  <td
                    key={column}
                    onPasteCapture={(event) => {
                      if (paste(event.clipboardData.getData("text/plain"), down, right)) event.preventDefault();
                    }}
                  >
                    <InputNumber
                      aria-label={texts.targetOf(name)}
                      min={0}
                      max={1_000_000}
                      precision={0}
                      value={cell.target}
                      onChange={(target) => onChange(setCell(draft, names, { target }))}
                    />
                    <Checkbox
                      aria-label={texts.limitOf(name)}
                      checked={cell.limit}
                      disabled={cell.target === null}
                      onChange={({ target }) => onChange(setCell(draft, names, { limit: target.checked }))}
                    >
                      {texts.limit}
                    </Checkbox>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
