import { Button, Dropdown } from "antd";
import type { KeyboardEvent } from "react";
import { addPage, addQuestion, moveNode, removeNode } from "./edit/edit-outline.ts";
import { sayPath } from "./edit/json-path.ts";
import { listOutline, type OutlineNode } from "./edit/outline.ts";
import { type QuestionKind, questionKinds } from "./edit/question-types.ts";
import { useAuthoringTexts, useEditor } from "./editor.ts";
import { findNode } from "./use-checked.ts";

interface Props {
  readonly onRemoved: () => void;
  readonly onAdded: () => void;
}

/** Pages and questions of the draft: click to edit, arrows to go, Alt with arrows to move, Delete to remove. */
export function OutlinePane({ onRemoved, onAdded }: Props) {
  const { draft, chosen, readOnly, findings, apply, choose } = useEditor();
  const texts = useAuthoringTexts();
  const lines = listOutline(draft);
  const place = chosen === null ? "" : sayPath(chosen);
  const marks = new Map<string, "error" | "warning">();
  for (const { path, severity } of findings) {
    const at = sayPath(findNode(draft, path) ?? []);
    if (severity === "error" || !marks.has(at)) marks.set(at, severity);
  }
  const onKey = (event: KeyboardEvent, index: number) => {
    const path = lines[index]?.path ?? null;
    const step = event.key === "ArrowUp" ? -1 : event.key === "ArrowDown" ? 1 : 0;
    if (event.key === "Delete" && path !== null && !readOnly) {
      event.preventDefault();
      apply(removeNode(draft, path));
      onRemoved();
    } else if (step !== 0 && event.altKey && path !== null && !readOnly) {
      event.preventDefault();
      apply(moveNode(draft, path, step));
    } else if (step !== 0 && !event.altKey) {
      event.preventDefault();
      const next = index + step;
      if (next >= -1 && next < lines.length) choose(lines[next]?.path ?? null);
      const items = event.currentTarget.closest("ol")?.querySelectorAll<HTMLElement>("button");
      items?.[next + 1]?.focus();
    }
  };
  return (
    <nav aria-label={texts.outline} className="author-outline">
      {!readOnly && <AddButtons onAdded={onAdded} />}
      <ol>
        <li>
          <button
            type="button"
            aria-current={chosen === null}
            className={marks.get("")}
            onClick={() => choose(null)}
            onKeyDown={(event) => onKey(event, -1)}
          >
            {texts.settings}
            <Mark severity={marks.get("")} />
          </button>
        </li>
        {lines.map((line, index) => {
          const at = sayPath(line.path);
          return (
            <li key={at} style={{ paddingInlineStart: `${line.depth * 0.75}rem` }}>
              <button
                type="button"
                aria-current={at === place}
                className={`${line.kind} ${marks.get(at) ?? ""}`}
                onClick={() => choose(line.path)}
                onKeyDown={(event) => onKey(event, index)}
              >
                <LineText line={line} />
                <Mark severity={marks.get(at)} />
              </button>
            </li>
          );
        })}
      </ol>
      {!readOnly && <p className="note">{texts.outlineKeys}</p>}
    </nav>
  );
}

function AddButtons({ onAdded }: Pick<Props, "onAdded">) {
  const { draft, chosen, apply } = useEditor();
  const texts = useAuthoringTexts();
  const items = questionKinds.map((key) => ({ key, label: texts.kinds[key] }));
  const add = (kind: QuestionKind) => {
    apply(addQuestion(draft, chosen, kind));
    onAdded();
  };
  return (
    <div className="actions">
      <Dropdown
        trigger={["click"]}
        menu={{ items, className: "author-kinds", onClick: ({ key }) => add(key as QuestionKind) }}
      >
        <Button type="primary" size="small">
          {texts.addQuestion}
        </Button>
      </Dropdown>
      <Button size="small" onClick={() => apply(addPage(draft, chosen))}>
        {texts.addPage}
      </Button>
    </div>
  );
}

function LineText({ line }: { readonly line: OutlineNode }) {
  const texts = useAuthoringTexts();
  const title = line.title.trim() || line.name;
  if (line.kind === "page") return <span>{texts.pageLine(title)}</span>;
  return (
    <span>
      {line.number !== null && `${line.number}. `}
      {line.kind === "panel" && texts.panelMark}
      {title}
      {line.conditional && <small className="author-conditional">{texts.conditionalMark}</small>}
    </span>
  );
}

function Mark({ severity }: { readonly severity: "error" | "warning" | undefined }) {
  const texts = useAuthoringTexts();
  if (severity === undefined) return null;
  return (
    <span className={`author-mark ${severity}`}>{severity === "error" ? texts.errorMark : texts.warningMark}</span>
  );
}
