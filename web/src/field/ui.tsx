import { type ReactNode, useId } from "react";

/** A field with its label above. */
export function Field({
  label,
  note,
  children,
}: {
  readonly label: string;
  readonly note?: string;
  readonly children: (id: string) => ReactNode;
}) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children(id)}
      {note !== undefined && <p className="note">{note}</p>}
    </div>
  );
}

interface TextProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly note?: string;
  readonly placeholder?: string;
  readonly type?: "text" | "date" | "time" | "number" | "email" | "password";
  readonly autoComplete?: string;
  readonly inputMode?: "numeric";
}

export function TextField({ label, value, onChange, note, ...rest }: TextProps) {
  return (
    <Field label={label} {...(note === undefined ? {} : { note })}>
      {(id) => <input id={id} value={value} onChange={(event) => onChange(event.currentTarget.value)} {...rest} />}
    </Field>
  );
}

/** The digits an authenticator shows. */
export function CodeField(props: Pick<TextProps, "label" | "value" | "onChange">) {
  return <TextField {...props} inputMode="numeric" autoComplete="one-time-code" />;
}

export function LongField({
  label,
  value,
  onChange,
  note,
  rows = 3,
}: Omit<TextProps, "type"> & { readonly rows?: number }) {
  return (
    <Field label={label} {...(note === undefined ? {} : { note })}>
      {(id) => <textarea id={id} rows={rows} value={value} onChange={(event) => onChange(event.currentTarget.value)} />}
    </Field>
  );
}

/** One of some values as a native list, which every phone draws in its own way. */
export function ChoiceField<Value extends string>(props: {
  readonly label: string;
  readonly value: Value;
  readonly choices: readonly { readonly value: Value; readonly label: string }[];
  readonly onChange: (value: Value) => void;
}) {
  const { label, value, choices, onChange } = props;
  return (
    <Field label={label}>
      {(id) => (
        <select id={id} value={value} onChange={(event) => onChange(event.currentTarget.value as Value)}>
          {choices.map((choice) => (
            <option key={choice.value} value={choice.value}>
              {choice.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

/** One of few values as a row of buttons; a second tap on the chosen one takes it back. */
export function Chips<Value extends string | number>(props: {
  readonly label: string;
  readonly value: Value | null;
  readonly values: readonly Value[];
  readonly onChange: (value: Value | null) => void;
}) {
  const { label, value, values, onChange } = props;
  return (
    <fieldset className="field chips">
      <legend>{label}</legend>
      {values.map((one) => (
        <button
          key={one}
          type="button"
          className="chip"
          aria-pressed={one === value}
          onClick={() => onChange(one === value ? null : one)}
        >
          {one}
        </button>
      ))}
    </fieldset>
  );
}

export const asChoices = <Value extends string>(values: readonly Value[]) =>
  values.map((value) => ({ value, label: value }));

/** One sentence that must be seen, with what to do. */
export function Banner({ tone, children }: { readonly tone: "warn" | "error" | "calm"; readonly children: ReactNode }) {
  return (
    <div className={`banner ${tone}`} role={tone === "error" ? "alert" : "status"}>
      {children}
    </div>
  );
}
