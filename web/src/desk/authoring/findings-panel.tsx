import { Alert, Button } from "antd";
import { parsePath } from "./edit/json-path.ts";
import { listOutline } from "./edit/outline.ts";
import { callNode } from "./edit/references.ts";
import { useAuthoringTexts, useEditor } from "./editor.ts";
import { FindingLine } from "./fields/field.tsx";
import { findNode } from "./use-checked.ts";

const rank = { error: 0, warning: 1 } as const;

/** All findings, errors first, each a way to its field. */
export function FindingsPanel({ onGo }: { readonly onGo: (path: string) => void }) {
  const { draft, findings } = useEditor();
  const texts = useAuthoringTexts();
  const errors = findings.filter(({ severity }) => severity === "error").length;
  if (findings.length === 0) return <Alert type="success" showIcon title={texts.noFindings} />;
  const lines = listOutline(draft);
  const nameOf = (path: string) => {
    const node = findNode(draft, path) ?? [];
    const line = lines.find((one) => one.path.join() === node.join());
    const called = line === undefined ? texts.settings : callNode(line);
    const row = parsePath(path)
      .slice(node.length)
      .find((part) => typeof part === "number");
    return row === undefined ? called : texts.cell(called, Number(row) + 1);
  };
  const errorsFirst = [...findings].sort((a, b) => rank[a.severity] - rank[b.severity]);
  return (
    <details className={`author-findings ${errors > 0 ? "error" : "warning"}`} open={errors > 0}>
      <summary>{texts.findingsCount(errors, findings.length - errors)}</summary>
      <ul>
        {errorsFirst.map(({ code, path, message, severity }) => (
          <li key={`${code} ${path} ${message}`}>
            <Button type="link" size="small" onClick={() => onGo(path)}>
              {nameOf(path)}
            </Button>
            <FindingLine code={code} message={message} severity={severity} />
          </li>
        ))}
      </ul>
    </details>
  );
}
