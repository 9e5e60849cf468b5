import { Alert, Tag } from "antd";
import { useTexts } from "../texts.tsx";
import "./merge-changes.css";

/** What a merge found in an edited document. */
export interface MergeOutcome {
  readonly saved: boolean;
  readonly merged: readonly {
    readonly kind: "changed" | "added" | "deleted" | "moved";
    readonly line: number;
    readonly was: string;
    readonly now: string;
    readonly remarks: readonly string[];
  }[];
  readonly refused: readonly {
    readonly line: number | null;
    readonly was: string;
    readonly now: string;
    readonly evidence: readonly string[];
    readonly table?: string | undefined;
    readonly reason: "number" | "generated" | "built" | "table" | "outdated";
  }[];
  readonly comments: readonly { readonly author: string; readonly text: string; readonly on: string }[];
  readonly tracked: { readonly insertions: number; readonly deletions: number };
}

/** Changes that go into the outline, those that do not with their evidence, and what was remarked beside the text. */
export function MergeChanges({ outcome }: { readonly outcome: MergeOutcome }) {
  const words = useTexts().merging;
  const { merged, refused, comments, tracked, saved } = outcome;
  return (
    <div className="merge-changes" aria-live="polite">
      {saved && <Alert type="success" showIcon title={words.written} />}
      {merged.length === 0 && <Alert type="info" showIcon title={words.nothing} />}
      {tracked.insertions + tracked.deletions > 0 && (
        <p className="note">{words.tracked(tracked.insertions, tracked.deletions)}</p>
      )}
      {merged.length > 0 && <h3>{words.merged}</h3>}
      {merged.map(({ kind, line, was, now, remarks }) => (
        <section key={`${kind} ${line} ${now}`}>
          <Tag color="blue">{words.kinds[kind]}</Tag>
          <span className="note">{words.line(line)}</span>
          <Pair was={was} now={now} />
          {remarks.length > 0 && <p className="note">{words.unproven}</p>}
        </section>
      ))}
      {refused.length > 0 && <h3>{words.refused}</h3>}
      {refused.map(({ line, was, now, evidence, reason, table = "" }) => (
        <section key={`${line} ${table} ${was} ${now}`} className="refused">
          <p>
            {table !== "" && <strong>{table}　</strong>}
            {words.reasons[reason]}
            {line !== null && <span className="note">　{words.line(line)}</span>}
          </p>
          <Pair was={was} now={now} />
          {evidence.map((entry) => (
            <p key={entry} className="note">
              {words.evidence}　{entry}
            </p>
          ))}
        </section>
      ))}
      {comments.length > 0 && <h3>{words.comments}</h3>}
      {comments.map(({ author, text, on }) => (
        <p key={`${author} ${text} ${on}`}>
          <strong>{author}</strong>　{text}
          <span className="note">　“{on.slice(0, 40)}”</span>
        </p>
      ))}
    </div>
  );
}

function Pair({ was, now }: { readonly was: string; readonly now: string }) {
  const words = useTexts().merging;
  return (
    <>
      {was !== "" && (
        <p>
          <span className="note">{words.was}　</span>
          <del>{was}</del>
        </p>
      )}
      {now !== "" && (
        <p>
          <span className="note">{words.now}　</span>
          <ins>{now}</ins>
        </p>
      )}
    </>
  );
}
