import { Alert } from "antd";
import { useAuthoringTexts, useEditor } from "./editor.ts";
import { FindingItems } from "./finding-items.tsx";

interface Props {
  readonly onGo: (path: string) => void;
  readonly lineOf?: (path: string) => number;
}

/** All findings about the draft in work, folded away while none is an error. */
export function FindingsPanel({ onGo, lineOf }: Props) {
  const { draft, findings } = useEditor();
  const texts = useAuthoringTexts();
  const errors = findings.filter(({ severity }) => severity === "error").length;
  if (findings.length === 0) return <Alert type="success" showIcon title={texts.noFindings} />;
  return (
    <details className={`author-findings ${errors > 0 ? "error" : "warning"}`} open={errors > 0}>
      <summary>{texts.findingsCount(errors, findings.length - errors)}</summary>
      <FindingItems draft={draft} findings={findings} onGo={onGo} {...(lineOf === undefined ? {} : { lineOf })} />
    </details>
  );
}
