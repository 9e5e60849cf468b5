import type { Json } from "@diaoyan/instruments";
import { Button, Select } from "antd";
import { isObject, type JsonPath, listAt, setAt } from "../edit/json-path.ts";
import { useAuthoringTexts, useEditor } from "../editor.ts";
import { Field } from "./field.tsx";
import { NumberField, SwitchField } from "./plain-fields.tsx";
import { LineField, TextPairField } from "./text-fields.tsx";

const kinds = ["numeric", "text", "answercount", "regex", "email", "expression"] as const;
const limits: Readonly<Record<string, readonly string[]>> = {
  numeric: ["minValue", "maxValue"],
  text: ["minLength", "maxLength"],
  answercount: ["minCount", "maxCount"],
};

/** The checks an answer must pass, each with the words a respondent reads when it does not. */
export function ValidatorsField({ path }: { readonly path: JsonPath }) {
  const { draft, chosen, readOnly, apply } = useEditor();
  const texts = useAuthoringTexts();
  const list = listAt(draft, path);
  const write = (next: readonly Json[]) =>
    apply({ draft: setAt(draft, path, next.length === 0 ? undefined : next), chosen });
  return (
    <Field path={path} label={texts.validators} group>
      {() => (
        <>
          {list.map((validator, index) => {
            const at = [...path, index];
            const type = isObject(validator) ? String(validator["type"]) : "";
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: a check is its place
              <div key={index} className="author-validator">
                <div className="actions">
                  <strong>{texts.validatorKinds[type] ?? type}</strong>
                  {!readOnly && (
                    <Button size="small" danger onClick={() => write(list.filter((_, place) => place !== index))}>
                      {texts.remove}
                    </Button>
                  )}
                </div>
                {limits[type]?.map((limit) => (
                  <NumberField key={limit} path={[...at, limit]} label={texts.limits[limit] ?? limit} />
                ))}
                {type === "text" && <SwitchField path={[...at, "allowDigits"]} label={texts.allowDigits} />}
                {type === "regex" && <LineField path={[...at, "regex"]} label={texts.regex} note={texts.regexNote} />}
                {type === "expression" && <LineField path={[...at, "expression"]} label={texts.expression} />}
                <TextPairField path={[...at, "text"]} label={texts.validatorText} />
              </div>
            );
          })}
          {!readOnly && (
            <Select
              value={null}
              aria-label={texts.addValidator}
              placeholder={texts.addValidator}
              options={kinds.map((value) => ({ value, label: texts.validatorKinds[value] }))}
              onChange={(type: string | null) => type !== null && write([...list, { type }])}
            />
          )}
        </>
      )}
    </Field>
  );
}
