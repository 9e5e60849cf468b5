import type { RetrievalMatrixLine } from "@diaoyan/api/contract";
import { useTexts } from "../texts.tsx";

/** A code and a value of the attribute. */
export interface Cell {
  readonly code: string;
  readonly value: string;
}

interface Props {
  readonly matrix: RetrievalMatrixLine;
  readonly names: ReadonlyMap<string, string>;
  /** The cell whose codings are listed. */
  readonly open: Cell | null;
  readonly onOpen: (cell: Cell) => void;
}

/** Codes crossed with the values of an attribute; a cell opens its codings. */
export function CodeMatrix({ matrix, names, onOpen, open }: Props) {
  const texts = useTexts().retrieval.codings;
  return (
    <div className="table-scroll">
      <table className="three-line matrix">
        <caption>{texts.matrix}</caption>
        <thead>
          <tr>
            <th />
            {matrix.values.map((value) => (
              <th key={value} scope="col">
                {value || texts.noValue}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {matrix.rows.map(({ cells, code }) => (
            <tr key={code}>
              <th scope="row">{names.get(code) ?? code}</th>
              {cells.map(({ codings, transcripts }, at) => {
                const value = matrix.values[at] ?? "";
                return (
                  <td key={value}>
                    {codings === 0 ? (
                      "0"
                    ) : (
                      <button
                        type="button"
                        className="cell-link"
                        title={texts.cell(codings, transcripts)}
                        aria-pressed={open?.code === code && open.value === value}
                        onClick={() => onOpen({ code, value })}
                      >
                        {codings}
                      </button>
                    )}
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
