import { type CallOutput, routes } from "@diaoyan/api/contract";
import { Button, Empty, Input } from "antd";
import { useState } from "react";
import { client, useRoute } from "../api.ts";
import { useTexts } from "../texts.tsx";
import { ProblemAlert } from "../ui/problem-alert.tsx";
import { QueryView } from "../ui/query-view.tsx";
import { useStudy } from "../use-study.ts";

type Row = CallOutput<typeof routes.listAttributes>["rows"][number];

/** The attributes of all transcripts as a sheet; a cell is stored when it is left. */
export function AttributeSheet() {
  const texts = useTexts().retrieval.attributes;
  const { id } = useStudy();
  const query = useRoute(routes.listAttributes, { params: { study: id } });
  const [added, setAdded] = useState<readonly string[]>([]);
  const [name, setName] = useState("");
  const [error, setError] = useState<Error | null>(null);
  const save = async (row: Row, attribute: string, value: string) => {
    const { [attribute]: _, ...others } = row.attributes;
    const attributes = value === "" ? others : { ...others, [attribute]: value };
    const params = { study: id, transcript: row.transcript };
    try {
      setError(null);
      await client.call(routes.saveAttributes, { params, body: { revision: row.revision, attributes } });
    } catch (thrown) {
      setError(thrown as Error);
    }
    await query.refetch();
  };
  const add = () => {
    if (name.trim() !== "") setAdded([...added, name.trim()]);
    setName("");
  };
  return (
    <div className="stack">
      <p className="note">{texts.note}</p>
      <div className="attribute-add">
        <Input
          aria-label={texts.name}
          placeholder={texts.name}
          maxLength={50}
          value={name}
          onChange={(event) => setName(event.target.value)}
          onPressEnter={add}
        />
        <Button onClick={add}>{texts.add}</Button>
      </div>
      <ProblemAlert error={error} />
      <QueryView query={query}>
        {({ rows }) => {
          if (rows.length === 0) return <Empty description={texts.none} />;
          const known = rows.flatMap((row) => [...Object.keys(row.ofSession), ...Object.keys(row.attributes)]);
          const names = [...new Set([...known, ...added])];
          return (
            <div className="table-scroll">
              <table className="three-line attribute-sheet">
                <thead>
                  <tr>
                    <th scope="col">{texts.transcript}</th>
                    {names.map((one) => (
                      <th key={one} scope="col">
                        {one}
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {rows.map((row) => (
                    <tr key={row.transcript}>
                      <th scope="row">{row.title}</th>
                      {names.map((one) => (
                        <td key={one}>
                          <Cell row={row} name={one} onSave={(value) => void save(row, one, value)} />
                        </td>
                      ))}
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          );
        }}
      </QueryView>
    </div>
  );
}

interface CellProps {
  readonly row: Row;
  readonly name: string;
  readonly onSave: (value: string) => void;
}

function Cell({ name, onSave, row }: CellProps) {
  const stored = row.attributes[name] ?? "";
  return (
    <Input
      key={`${row.revision} ${stored}`}
      size="small"
      variant="borderless"
      aria-label={`${row.title} ${name}`}
      placeholder={row.ofSession[name] ?? "—"}
      defaultValue={stored}
      maxLength={200}
      onBlur={(event) => event.target.value.trim() !== stored && onSave(event.target.value.trim())}
      onPressEnter={(event) => event.currentTarget.blur()}
    />
  );
}
