import type { LintFinding } from "@diaoyan/instruments";
import { Button } from "antd";
import { describePlace } from "./describe-place.ts";
import type { JsonObject } from "./edit/json-path.ts";
import { useAuthoringTexts } from "./editor.ts";
import { FindingLine } from "./fields/finding-line.tsx";

/** Most findings that are listed: whoever has more mends these first. */
const listed = 200;
const rank = { error: 0, warning: 1 } as const;

interface Props {
  readonly draft: JsonObject;
  readonly findings: readonly LintFinding[];
  readonly onGo: (path: string) => void;
  /** Line of a place in the JSON, where that is what is looked at. */
  readonly lineOf?: (path: string) => number;
}

/** Findings, errors first: what each is about, what is wrong and how to mend it; each is a way to its place. */
export function FindingItems({ draft, findings, onGo, lineOf }: Props) {
  const texts = useAuthoringTexts();
  const ordered = [...findings].sort((a, b) => rank[a.severity] - rank[b.severity]);
  return (
    <ul>
      {ordered.slice(0, listed).map((finding) => (
        <li key={`${finding.code} ${finding.path} ${finding.message}`}>
          <Button type="link" size="small" onClick={() => onGo(finding.path)}>
            {lineOf !== undefined && texts.atLine(lineOf(finding.path))}
            {describePlace(draft, finding.path, texts)}
          </Button>
          <FindingLine finding={finding} />
        </li>
      ))}
      {ordered.length > listed && <li>{texts.moreFindings(ordered.length - listed)}</li>}
    </ul>
  );
}
