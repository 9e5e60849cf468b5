import { Button, Select } from "antd";
import type { JsonPath } from "./edit/json-path.ts";
import { useAuthoringTexts, useVariables } from "./editor.ts";
import { Field } from "./fields/field.tsx";
import { useValue } from "./fields/plain-fields.tsx";
import { TextPairField } from "./fields/text-fields.tsx";
import { useEntries } from "./fields/use-entries.ts";

const path = ["importancePerformance"];

/** Pairs of items that ask how important something is and how well it is done. */
export function PairsForm() {
  const texts = useAuthoringTexts();
  const { list, readOnly, add, remove } = useEntries(path);
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
                <Button size="small" danger onClick={() => remove(index)}>
                  {texts.remove}
                </Button>
              )}
            </div>
          ))}
          {!readOnly && (
            <Button size="small" onClick={() => add({ label: { zh: "" }, importance: "", performance: "" })}>
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
