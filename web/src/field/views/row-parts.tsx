import type { Day } from "@diaoyan/instruments";
import { useTexts } from "../texts.tsx";
import { asChoices, ChoiceField, LongField, TextField } from "../ui.tsx";

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

interface Task<State extends string> {
  readonly matter: string;
  readonly owner: string;
  readonly due: Day | null;
  readonly state: State;
}

interface TaskProps<State extends string> {
  /** What `matter` is called. */
  readonly label: string;
  readonly row: Task<State>;
  readonly states: readonly State[];
  readonly onChange: (change: Partial<Task<State>>) => void;
}

/** What is to be done, who sees to it, until when, and how far it is. */
export function TaskFields<State extends string>({ label, row, states, onChange }: TaskProps<State>) {
  const { session: texts } = useTexts();
  return (
    <>
      <LongField label={label} rows={2} value={row.matter} onChange={(matter) => onChange({ matter })} />
      <div className="pair">
        <TextField label={texts.owner} value={row.owner} onChange={(owner) => onChange({ owner })} />
        <TextField
          label={texts.due}
          type="date"
          value={row.due ?? ""}
          onChange={(due) => onChange({ due: due === "" ? null : (due as Day) })}
        />
      </div>
      <ChoiceField
        label={texts.state}
        value={row.state}
        choices={asChoices(states)}
        onChange={(state) => onChange({ state })}
      />
    </>
  );
}
