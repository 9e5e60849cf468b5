import { Button, Input, Select } from "antd";
import { readCode } from "./edit/edit-options.ts";
import { isObject, sayPath } from "./edit/json-path.ts";
import { useAuthoringTexts, useVariables } from "./editor.ts";
import { Field } from "./fields/field.tsx";
import { useEntries } from "./fields/use-entries.ts";

const path = ["attentionChecks"];

/** Questions that show whether somebody reads: which, and the answer that passes. */
export function ChecksForm() {
  const texts = useAuthoringTexts();
  const variables = useVariables();
  const { list, readOnly, add, change, remove } = useEntries(path);
  const questions = variables.map(({ name, label }) => ({ value: name, label: `${name} ${label.zh}` }));
  return (
    <Field path={path} label={texts.checks} note={texts.checksNote} group>
      {() => (
        <>
          {list.map((entry, index) => {
            const check = isObject(entry) ? entry : {};
            const question = String(check["question"] ?? "");
            const labels = variables.find(({ name }) => name === question)?.valueLabels ?? [];
            const expected = String(check["expected"] ?? "");
            const take = (typed: string) => change(index, { ...check, expected: readCode(typed) });
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: a check is its place
              <div key={index} className="author-rule" data-path={sayPath([...path, index])}>
                <Select
                  showSearch={{ optionFilterProp: "label" }}
                  aria-label={texts.checkQuestion(index + 1)}
                  value={question === "" ? null : question}
                  options={questions}
                  disabled={readOnly}
                  onChange={(name: string) => change(index, { question: name, expected: 1 })}
                />
                <span>{texts.operators.eq}</span>
                {labels.length > 0 ? (
                  <Select
                    aria-label={texts.checkExpected(index + 1)}
                    value={expected}
                    options={labels.map(({ value, label }) => ({ value, label: label.zh }))}
                    disabled={readOnly}
                    onChange={take}
                  />
                ) : (
                  <Input
                    aria-label={texts.checkExpected(index + 1)}
                    value={expected}
                    readOnly={readOnly}
                    onChange={({ target }) => take(target.value)}
                  />
                )}
                {!readOnly && (
                  <Button type="text" danger aria-label={texts.removeRow(index + 1)} onClick={() => remove(index)}>
                    ×
                  </Button>
                )}
              </div>
            );
          })}
          {!readOnly && (
            <Button size="small" onClick={() => add({ question: questions[0]?.value ?? "", expected: 1 })}>
              {texts.addCheck}
            </Button>
          )}
        </>
      )}
    </Field>
  );
}
