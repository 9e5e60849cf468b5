import { Alert, Button } from "antd";
import { listOutline } from "./edit/outline.ts";
import { callNode } from "./edit/references.ts";
import { useAuthoringTexts, useEditor } from "./editor.ts";
import { FindingLine } from "./fields/field.tsx";
import { findNode } from "./use-checked.ts";

/** All findings, each a way to its field. */
export function FindingsPanel({ onGo }: { readonly onGo: (path: string) => void }) {
  const { draft, findings } = useEditor();
  const texts = useAuthoringTexts();
  const errors = findings.filter(({ severity }) => severity === "error").length;
  if (findings.length === 0) return <Alert type="success" showIcon title={texts.noFindings} />;
  const lines = listOutline(draft);
  const nameOf = (path: string) => {
    const at = findNode(draft, path)?.join();
    const line = lines.find((one) => one.path.join() === at);
    return line === undefined ? texts.settings : callNode(line);
  };
  return (
    <details className={`author-findings ${errors > 0 ? "error" : "warning"}`} open={errors > 0}>
      <summary>{texts.findingsCount(errors, findings.length - errors)}</summary>
      <ul>
        {findings.map(({ code, path, message, severity }) => (
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
