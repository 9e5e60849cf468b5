import { Button, Select } from "antd";
import { isObject, type JsonPath } from "./edit/json-path.ts";
import { freeName, takenNames } from "./edit/outline.ts";
import { listReferences } from "./edit/references.ts";
import { useAuthoringTexts, useEditor } from "./editor.ts";
import { Field } from "./fields/field.tsx";
import { SwitchField, useValue } from "./fields/plain-fields.tsx";
import { LineField } from "./fields/text-fields.tsx";
import { useEntries } from "./fields/use-entries.ts";

const path = ["survey", "calculatedValues"];

/** Values reckoned from answers while they are given, to be read by conditions and shown in texts. */
export function CalculatedForm() {
  const { draft } = useEditor();
  const texts = useAuthoringTexts();
  const { list, readOnly, add, remove } = useEntries(path);
  const names = list.map((entry) => String(isObject(entry) ? entry["name"] : "").toLowerCase());
  const addValue = () => add({ name: freeName(new Set([...takenNames(draft), ...names]), "v"), expression: "" });
  return (
    <Field path={path} label={texts.calculated} note={texts.calculatedNote} group entries>
      {() => (
        <>
          {list.map((entry, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a value is its place; names change while they are typed
            <div key={index} className="author-validator" data-path={`survey.calculatedValues[${index}]`}>
              <div className="actions">
                <strong>{isObject(entry) ? `{${String(entry["name"])}}` : ""}</strong>
                {!readOnly && (
                  <Button size="small" danger onClick={() => remove(index)}>
                    {texts.remove}
                  </Button>
                )}
              </div>
              <LineField path={[...path, index, "name"]} label={texts.codeName} />
              <LineField path={[...path, index, "expression"]} label={texts.formula} note={texts.formulaNote} />
              <InsertReference at={[...path, index, "expression"]} />
              <SwitchField path={[...path, index, "includeIntoResult"]} label={texts.calculatedKept} />
            </div>
          ))}
          {!readOnly && (
            <Button size="small" onClick={addValue}>
              {texts.addCalculated}
            </Button>
          )}
        </>
      )}
    </Field>
  );
}

/** Puts a question behind the formula, so that nobody has to know its name. */
function InsertReference({ at }: { readonly at: JsonPath }) {
  const { draft } = useEditor();
  const texts = useAuthoringTexts();
  const { value, write, readOnly } = useValue(at);
  if (readOnly) return null;
  const options = listReferences(draft, null)
    .filter(({ kind }) => kind !== "text")
    .map(({ reference, label }) => ({ value: reference, label: `{${reference}} ${label}` }));
  return (
    <Select<string | null>
      value={null}
      showSearch={{ optionFilterProp: "label" }}
      aria-label={texts.insertReference}
      placeholder={texts.insertReference}
      options={options}
      onChange={(reference) => {
        const formula = typeof value === "string" ? value.trimEnd() : "";
        if (reference !== null) write(formula === "" ? `{${reference}}` : `${formula} {${reference}}`);
      }}
    />
  );
}
