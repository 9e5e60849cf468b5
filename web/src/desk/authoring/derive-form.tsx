import type { Json } from "@diaoyan/instruments";
import { Button } from "antd";
import { isObject, type JsonPath, listAt } from "./edit/json-path.ts";
import { freeName } from "./edit/outline.ts";
import { useAuthoringTexts, useEditor, useVariables } from "./editor.ts";
import { Field } from "./fields/field.tsx";
import { ItemsField } from "./fields/items-field.tsx";
import { NumberField, SelectField } from "./fields/plain-fields.tsx";
import { LineField } from "./fields/text-fields.tsx";
import { useEntries } from "./fields/use-entries.ts";

const path = ["derive"];
const scores = ["mean", "sum"];

/** Variables reckoned from others when the data are read; scores here, the other ways as they stand in the JSON. */
export function DeriveForm() {
  const texts = useAuthoringTexts();
  const variables = useVariables();
  const { list, readOnly, add, remove } = useEntries(path);
  const taken = new Set([
    ...variables.map(({ name }) => name.toLowerCase()),
    ...list.map((entry) => String(isObject(entry) ? entry["name"] : "").toLowerCase()),
  ]);
  return (
    <Field path={path} label={texts.derived} note={texts.derivedNote} group>
      {() => (
        <>
          {list.map((entry, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a variable is its place; names change while they are typed
            <details key={index} className="author-more" data-path={`derive[${index}]`}>
              <summary>{nameOf(entry)}</summary>
              {isObject(entry) && scores.includes(String(entry["op"])) ? (
                <ScoreFields at={[...path, index]} />
              ) : (
                <p className="note">{texts.derivedOther}</p>
              )}
              {!readOnly && (
                <Button size="small" danger onClick={() => remove(index)}>
                  {texts.remove}
                </Button>
              )}
            </details>
          ))}
          {!readOnly && (
            <Button size="small" onClick={() => add({ name: freeName(taken, "score"), op: "mean", items: [] })}>
              {texts.addDerived}
            </Button>
          )}
        </>
      )}
    </Field>
  );
}

function nameOf(entry: Json): string {
  if (!isObject(entry)) return "";
  return [entry["name"], entry["label"]].filter((part) => typeof part === "string" && part !== "").join(" ");
}

function ScoreFields({ at }: { readonly at: JsonPath }) {
  const { draft } = useEditor();
  const texts = useAuthoringTexts();
  const variables = useVariables();
  const items = listAt(draft, [...at, "items"]).map(String);
  const options = variables
    .filter(({ type }) => type === "numeric")
    .map(({ name, label }) => ({ value: name, label: `${name} ${label.zh}` }));
  return (
    <>
      <LineField path={[...at, "label"]} label={texts.constructLabel} />
      <LineField path={[...at, "name"]} label={texts.codeName} />
      <SelectField
        path={[...at, "op"]}
        label={texts.derivedOp}
        options={scores.map((value) => ({ value, label: texts.derivedOps[value] ?? value }))}
      />
      <ItemsField path={[...at, "items"]} label={texts.constructItems} options={options} />
      <ItemsField
        path={[...at, "reverse"]}
        label={texts.reversed}
        options={options.filter(({ value }) => items.includes(value))}
        note={texts.reversedNote}
      />
      <NumberField path={[...at, "minValid"]} label={texts.minValid} note={texts.minValidNote} least={1} />
    </>
  );
}
