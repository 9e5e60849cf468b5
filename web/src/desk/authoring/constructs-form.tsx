import type { Json } from "@diaoyan/instruments";
import { Button } from "antd";
import { isObject, type JsonPath, listAt } from "./edit/json-path.ts";
import { freeName } from "./edit/outline.ts";
import { useAuthoringTexts, useEditor, useVariables } from "./editor.ts";
import { Field } from "./fields/field.tsx";
import { ItemsField } from "./fields/items-field.tsx";
import { NumberField, useValue } from "./fields/plain-fields.tsx";
import { LineField, TextPairField } from "./fields/text-fields.tsx";

const path = ["constructs"];

/** Which items form which scale, which of them are turned round, and where the idea comes from. */
export function ConstructsForm() {
  const { draft } = useEditor();
  const texts = useAuthoringTexts();
  const { write, readOnly } = useValue(path);
  const list = listAt(draft, path);
  const taken = new Set(list.map((entry) => String(isObject(entry) ? entry["id"] : "").toLowerCase()));
  const add = () =>
    write([
      ...list,
      { id: freeName(taken, "scale"), label: { zh: "" }, items: [], scale: { min: 1, max: 5 }, wording: "own" },
    ]);
  return (
    <Field path={path} label={texts.constructs} note={texts.constructsNote} group>
      {() => (
        <>
          {list.map((construct, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a construct is its place; ids change while they are typed
            <details key={index} className="author-more" data-path={`constructs[${index}]`}>
              <summary>{nameOf(construct)}</summary>
              <ConstructFields at={[...path, index]} />
              {!readOnly && (
                <Button size="small" danger onClick={() => write(list.filter((_, place) => place !== index))}>
                  {texts.remove}
                </Button>
              )}
            </details>
          ))}
          {!readOnly && (
            <Button size="small" onClick={add}>
              {texts.addConstruct}
            </Button>
          )}
        </>
      )}
    </Field>
  );
}

function nameOf(construct: Json): string {
  if (!isObject(construct)) return "";
  const label = isObject(construct["label"]) ? String(construct["label"]["zh"] ?? "") : "";
  return [construct["id"], label].filter((part) => part !== "").join(" ");
}

function ConstructFields({ at }: { readonly at: JsonPath }) {
  const { draft } = useEditor();
  const texts = useAuthoringTexts();
  const variables = useVariables();
  const numeric = variables.filter(({ type }) => type === "numeric");
  const items = listAt(draft, [...at, "items"]).map(String);
  const options = numeric.map(({ name, label }) => ({ value: name, label: `${name} ${label.zh}` }));
  return (
    <>
      <LineField path={[...at, "id"]} label={texts.codeName} />
      <TextPairField path={[...at, "label"]} label={texts.constructLabel} form="study" />
      <ItemsField path={[...at, "items"]} label={texts.constructItems} options={options} />
      <ItemsField
        path={[...at, "reverse"]}
        label={texts.reversed}
        options={options.filter(({ value }) => items.includes(value))}
        note={texts.reversedNote}
      />
      <div className="author-switches">
        <NumberField path={[...at, "scale", "min"]} label={texts.least} />
        <NumberField path={[...at, "scale", "max"]} label={texts.most} />
      </div>
      <LineField path={[...at, "sourceConcept"]} label={texts.sourceConcept} />
      <LineField path={[...at, "licenceNote"]} label={texts.licenceNote} />
    </>
  );
}
