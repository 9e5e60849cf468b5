import type { Json } from "@diaoyan/instruments";
import { Button } from "antd";
import { listAt } from "./edit/json-path.ts";
import { useAuthoringTexts, useEditor } from "./editor.ts";
import { ConditionField } from "./fields/condition-field.tsx";
import { Field } from "./fields/field.tsx";
import { useValue } from "./fields/plain-fields.tsx";
import { TextPairField } from "./fields/text-fields.tsx";

const path = ["impossibleCombinations"];

/** Answers that cannot both be true: responses that hold them are looked at by somebody. */
export function ContradictionsForm() {
  const { draft } = useEditor();
  const texts = useAuthoringTexts();
  const { write, readOnly } = useValue(path);
  const list = listAt(draft, path);
  const put = (next: readonly Json[]) => write(next.length === 0 ? undefined : next);
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
                  <Button size="small" danger onClick={() => put(list.filter((_one, place) => place !== index))}>
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
            <Button size="small" onClick={() => put([...list, { if: "", reason: { zh: "" } }])}>
              {texts.addContradiction}
            </Button>
          )}
        </>
      )}
    </Field>
  );
}
