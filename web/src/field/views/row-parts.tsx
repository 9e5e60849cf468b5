import type { Day } from "@diaoyan/instruments";
import { useTexts } from "../texts.tsx";
import { TextField } from "../ui.tsx";

/** The rows of a list of a record, and how to put others in their place. */
export interface RowsProps<Row> {
  readonly rows: readonly Row[];
  readonly onChange: (rows: readonly Row[]) => void;
}

/** Takes a row away. */
export function RemoveRow({ onRemove }: { readonly onRemove: () => void }) {
  const texts = useTexts();
  return (
    <button type="button" className="button danger" onClick={onRemove}>
      {texts.remove}
    </button>
  );
}

interface Task {
  readonly owner: string;
  readonly due: Day | null;
}

/** Who sees to a row, and until when. */
export function OwnerAndDue({
  row,
  onChange,
}: {
  readonly row: Task;
  readonly onChange: (change: Partial<Task>) => void;
}) {
  const { session: texts } = useTexts();
  return (
    <div className="pair">
      <TextField label={texts.owner} value={row.owner} onChange={(owner) => onChange({ owner })} />
      <TextField
        label={texts.due}
        type="date"
        value={row.due ?? ""}
        onChange={(due) => onChange({ due: due === "" ? null : (due as Day) })}
      />
    </div>
  );
}
