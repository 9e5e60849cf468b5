import { Select } from "antd";
import { type JsonPath, listAt } from "../edit/json-path.ts";
import { useEditor } from "../editor.ts";
import { Field } from "./field.tsx";
import { useValue } from "./plain-fields.tsx";

interface Props {
  readonly path: JsonPath;
  readonly label: string;
  readonly note?: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
}

/** Several variables out of a list; an empty list of reversed items leaves no trace. */
export function ItemsField({ path, label, note, options }: Props) {
  const { draft } = useEditor();
  const { write, readOnly } = useValue(path);
  const optional = path.at(-1) === "reverse";
  return (
    <Field path={path} label={label} note={note}>
      {(id, status) => (
        <Select
          id={id}
          mode="multiple"
          showSearch={{ optionFilterProp: "label" }}
          value={listAt(draft, path).map(String)}
          status={status}
          disabled={readOnly}
          options={[...options]}
          onChange={(next: string[]) => write(optional && next.length === 0 ? undefined : next)}
        />
      )}
    </Field>
  );
}
