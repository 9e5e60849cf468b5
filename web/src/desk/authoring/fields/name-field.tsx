import { Alert, Input } from "antd";
import { useEffect, useState } from "react";
import { getAt, type JsonPath } from "../edit/json-path.ts";
import { takenNames } from "../edit/outline.ts";
import { renameQuestion } from "../edit/rename-question.ts";
import { useAuthoringTexts, useEditor } from "../editor.ts";
import { Field } from "./field.tsx";

const form = /^[\p{L}_][\p{L}\p{N}_]{0,63}$/u;

/** The code name of a question: checked as it is typed, taken when the field is left; what names it follows. */
export function NameField({ path, published }: { readonly path: JsonPath; readonly published: ReadonlySet<string> }) {
  const { draft, chosen, readOnly, apply } = useEditor();
  const texts = useAuthoringTexts();
  const stored = String(getAt(draft, [...path, "name"]) ?? "");
  const [typed, setTyped] = useState(stored);
  useEffect(() => setTyped(stored), [stored]);
  const isTaken = typed.toLowerCase() !== stored.toLowerCase() && takenNames(draft).has(typed.toLowerCase());
  const wrong = typed === stored ? null : !form.test(typed) ? texts.badName : isTaken ? texts.nameTaken : null;
  const take = () => {
    if (typed === stored) return;
    if (wrong === null) apply({ draft: renameQuestion(draft, path, typed), chosen });
    else setTyped(stored);
  };
  return (
    <Field path={[...path, "name"]} label={texts.codeName} note={texts.codeNameNote}>
      {(id, status) => (
        <>
          <Input
            id={id}
            value={typed}
            status={wrong === null ? status : "error"}
            readOnly={readOnly}
            spellCheck={false}
            onChange={({ target }) => setTyped(target.value)}
            onBlur={take}
            onPressEnter={take}
          />
          {wrong !== null && (
            <p role="alert" className="author-finding error">
              {wrong}
            </p>
          )}
          {published.has(stored) && typed !== stored && <Alert type="warning" showIcon title={texts.renamePublished} />}
        </>
      )}
    </Field>
  );
}
