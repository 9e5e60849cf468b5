import { Button } from "antd";
import { useAuthoringTexts } from "./editor.ts";
import { ConditionField } from "./fields/condition-field.tsx";
import { Field } from "./fields/field.tsx";
import { TextPairField } from "./fields/text-fields.tsx";
import { useEntries } from "./fields/use-entries.ts";

const path = ["impossibleCombinations"];

/** Answers that cannot both be true: responses that hold them are looked at by somebody. */
export function ContradictionsForm() {
  const texts = useAuthoringTexts();
  const { list, readOnly, add, remove } = useEntries(path);
  return (
    <Field path={path} label={texts.contradictions} note={texts.contradictionsNote} group entries>
      {() => (
        <>
          {list.map((_, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a combination is its place
            <div key={index} className="author-validator" data-path={`impossibleCombinations[${index}]`}>
              <div className="actions">
                <strong>{texts.contradictionNumber(index + 1)}</strong>
                {!readOnly && (
                  <Button size="small" danger onClick={() => remove(index)}>
                    {texts.remove}
                  </Button>
                )}
              </div>
              <ConditionField
                path={[...path, index, "if"]}
                label={texts.contradictionIf}
                note={texts.contradictionIfNote}
              />
              <TextPairField path={[...path, index, "reason"]} label={texts.contradictionReason} form="study" />
            </div>
          ))}
          {!readOnly && (
            <Button size="small" onClick={() => add({ if: "", reason: { zh: "" } })}>
              {texts.addContradiction}
            </Button>
          )}
        </>
      )}
    </Field>
  );
}
