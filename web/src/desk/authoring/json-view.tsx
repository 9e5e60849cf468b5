import { Alert, Button, Input } from "antd";
import { useEffect, useRef, useState } from "react";
import { useTexts } from "../texts.tsx";
import type { JsonObject } from "./edit/json-path.ts";
import { lineOf, locateJson, offsetOf } from "./edit/locate-json.ts";
import { useAuthoringTexts, useEditor } from "./editor.ts";
import { FindingsPanel } from "./findings-panel.tsx";
import { parseDraft } from "./use-draft.ts";

const write = (draft: JsonObject) => JSON.stringify(draft, null, 2);

/** Puts the cursor on the line of an offset, in sight. */
function goToOffset(box: HTMLElement | null, offset: number): void {
  const area = box?.querySelector("textarea");
  if (!area) return;
  const end = area.value.indexOf("\n", offset);
  area.focus({ preventScroll: true });
  area.setSelectionRange(offset, end < 0 ? area.value.length : end);
  const height = Number.parseFloat(getComputedStyle(area).lineHeight);
  const top = (lineOf(area.value, offset) - 1) * height;
  area.scrollTop = top - area.clientHeight / 2;
  window.scrollTo({ top: window.scrollY + area.getBoundingClientRect().top + top - area.scrollTop - 240 });
}

/** The same draft as JSON, for those who know it: whatever parses is the draft, whatever does not waits here. */
export function JsonView() {
  const { draft, chosen, readOnly, apply } = useEditor();
  const texts = useTexts();
  const author = useAuthoringTexts();
  const box = useRef<HTMLDivElement>(null);
  const [text, setText] = useState(() => write(draft));
  const places = locateJson(text);
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
  const offset = (path: string) => offsetOf(places, path);
  return (
    <>
      <p className="note">{author.jsonNote}</p>
      {parseDraft(text) === null ? (
        <Mistake line={places.failedAt === null ? null : lineOf(text, places.failedAt)}>
          <Button size="small" onClick={() => goToOffset(box.current, places.failedAt ?? 0)}>
            {author.goToLine}
          </Button>
        </Mistake>
      ) : (
        <FindingsPanel
          onGo={(path) => goToOffset(box.current, offset(path))}
          lineOf={(path) => lineOf(text, offset(path))}
        />
      )}
      <div ref={box} className="author-json">
        <Input.TextArea
          aria-label={texts.questionnaires.draft}
          className="code-area"
          value={text}
          spellCheck={false}
          readOnly={readOnly}
          autoSize={{ minRows: 20, maxRows: 40 }}
          onChange={({ target }) => type(target.value)}
        />
      </div>
    </>
  );
}

/** Says that the text is no draft yet; with the line where it stops being JSON. */
function Mistake({ line, children }: { readonly line: number | null; readonly children: React.ReactNode }) {
  const texts = useTexts();
  const author = useAuthoringTexts();
  return (
    <Alert
      type="error"
      showIcon
      title={texts.questionnaires.notJson}
      description={
        <>
          {line !== null && <p>{author.brokenAtLine(line)}</p>}
          <p>{author.jsonWaits}</p>
        </>
      }
      action={line !== null && children}
    />
  );
}
