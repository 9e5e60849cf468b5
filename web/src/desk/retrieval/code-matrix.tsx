import type { RetrievalMatrixLine } from "@diaoyan/api/contract";
import { useTexts } from "../texts.tsx";

interface Props {
  readonly matrix: RetrievalMatrixLine;
  readonly names: ReadonlyMap<string, string>;
  readonly onOpen: (code: string, value: string) => void;
}

/** Codes crossed with the values of an attribute; a cell opens its codings. */
export function CodeMatrix({ matrix, names, onOpen }: Props) {
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
                        onClick={() => onOpen(code, value)}
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
