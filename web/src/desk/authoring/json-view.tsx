import { Alert, Input } from "antd";
import { useEffect, useState } from "react";
import { useTexts } from "../texts.tsx";
import type { JsonObject } from "./edit/json-path.ts";
import { useAuthoringTexts, useEditor } from "./editor.ts";
import { parseDraft } from "./use-draft.ts";

const write = (draft: JsonObject) => JSON.stringify(draft, null, 2);

/** The same draft as JSON, for those who know it: whatever parses is the draft, whatever does not waits here. */
export function JsonView() {
  const { draft, chosen, readOnly, apply } = useEditor();
  const texts = useTexts();
  const author = useAuthoringTexts();
  const [text, setText] = useState(() => write(draft));
  const parsed = parseDraft(text);
  const isMine = parsed !== null && write(parsed) === write(draft);
  // an undone step shows here, too; what does not parse yet is nobody else's to overwrite
  useEffect(() => {
    setText((typed) => {
      const mine = parseDraft(typed);
      return mine === null || write(mine) === write(draft) ? typed : write(draft);
    });
  }, [draft]);
  const type = (typed: string) => {
    setText(typed);
    const next = parseDraft(typed);
    if (next !== null) apply({ draft: next, chosen }, "json");
  };
  return (
    <>
      <p className="note">{author.jsonNote}</p>
      {!isMine && parsed === null && (
        <Alert type="error" showIcon title={texts.questionnaires.notJson} description={author.jsonWaits} />
      )}
      <Input.TextArea
        aria-label={texts.questionnaires.draft}
        className="code-area"
        value={text}
        spellCheck={false}
        readOnly={readOnly}
        autoSize={{ minRows: 20, maxRows: 40 }}
        onChange={({ target }) => type(target.value)}
      />
    </>
  );
}
