import type { Json } from "@diaoyan/instruments";
import { InputNumber, Select, Switch } from "antd";
import { getAt, type JsonPath, sayPath, setAt } from "../edit/json-path.ts";
import { useEditor } from "../editor.ts";
import { Field } from "./field.tsx";

interface Props {
  readonly path: JsonPath;
  readonly label: string;
  readonly note?: string;
}

/** The value at a path and how to write another; `undefined` takes the property away. */
export function useValue(path: JsonPath) {
  const { draft, chosen, readOnly, apply } = useEditor();
  const write = (value: Json | undefined) => apply({ draft: setAt(draft, path, value), chosen }, sayPath(path));
  return { value: getAt(draft, path), write, readOnly };
}

/** A switch; off leaves no trace in the draft. `alias` is the older name of the property. */
export function SwitchField({ path, label, note, alias }: Props & { readonly alias?: string }) {
  const { draft } = useEditor();
  const older = alias === undefined ? undefined : [...path.slice(0, -1), alias];
  const at = older !== undefined && getAt(draft, older) !== undefined ? older : path;
  const { value, write, readOnly } = useValue(at);
  return (
    <Field path={at} label={label} note={note}>
      {(id) => (
        <Switch id={id} checked={value === true} disabled={readOnly} onChange={(on) => write(on ? true : undefined)} />
      )}
    </Field>
  );
}

export function NumberField({ path, label, note, least }: Props & { readonly least?: number }) {
  const { value, write, readOnly } = useValue(path);
  return (
    <Field path={path} label={label} note={note}>
      {(id, status) => (
        <InputNumber
          id={id}
          value={typeof value === "number" ? value : null}
          {...(least === undefined ? {} : { min: least })}
          status={status}
          readOnly={readOnly}
          onChange={(next) => write(next ?? undefined)}
        />
      )}
    </Field>
  );
}

interface SelectProps extends Props {
  readonly options: readonly { readonly value: string; readonly label: string }[];
  /** Value that stands for the missing property. */
  readonly fallback?: string;
}

export function SelectField({ path, label, note, options, fallback }: SelectProps) {
  const { value, write, readOnly } = useValue(path);
  return (
    <Field path={path} label={label} note={note}>
      {(id, status) => (
        <Select
          id={id}
          value={typeof value === "string" ? value : (fallback ?? null)}
          options={[...options]}
          status={status}
          disabled={readOnly}
          onChange={(next: string) => write(next === fallback ? undefined : next)}
        />
      )}
    </Field>
  );
}
