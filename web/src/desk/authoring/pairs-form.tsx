import type { Json } from "@diaoyan/instruments";
import { Button, Select } from "antd";
import { type JsonPath, listAt } from "./edit/json-path.ts";
import { useAuthoringTexts, useEditor, useVariables } from "./editor.ts";
import { Field } from "./fields/field.tsx";
import { useValue } from "./fields/plain-fields.tsx";
import { TextPairField } from "./fields/text-fields.tsx";

const path = ["importancePerformance"];

/** Pairs of items that ask how important something is and how well it is done. */
export function PairsForm() {
  const { draft } = useEditor();
  const texts = useAuthoringTexts();
  const { write, readOnly } = useValue(path);
  const list = listAt(draft, path);
  const put = (next: readonly Json[]) => write(next.length === 0 ? undefined : next);
  return (
    <Field path={path} label={texts.pairs} note={texts.pairsNote} group entries>
      {() => (
        <>
          {list.map((_, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a pair is its place
            <div key={index} className="author-validator" data-path={`importancePerformance[${index}]`}>
              <TextPairField path={[...path, index, "label"]} label={texts.constructLabel} form="study" />
              <PairItem at={[...path, index, "importance"]} label={texts.importanceItem} />
              <PairItem at={[...path, index, "performance"]} label={texts.performanceItem} />
              {!readOnly && (
                <Button size="small" danger onClick={() => put(list.filter((_one, place) => place !== index))}>
                  {texts.remove}
                </Button>
              )}
            </div>
          ))}
          {!readOnly && (
            <Button size="small" onClick={() => put([...list, { label: { zh: "" }, importance: "", performance: "" }])}>
              {texts.addPair}
            </Button>
          )}
        </>
      )}
    </Field>
  );
}

function PairItem({ at, label }: { readonly at: JsonPath; readonly label: string }) {
  const variables = useVariables();
  const { value, write, readOnly } = useValue(at);
  const options = variables
    .filter(({ type }) => type === "numeric")
    .map(({ name, label: { zh } }) => ({ value: name, label: `${name} ${zh}` }));
  return (
    <Field path={at} label={label}>
      {(id, status) => (
        <Select
          id={id}
          showSearch={{ optionFilterProp: "label" }}
          value={typeof value === "string" && value !== "" ? value : null}
          options={options}
          status={status}
          disabled={readOnly}
          onChange={(next: string) => write(next)}
        />
      )}
    </Field>
  );
}
