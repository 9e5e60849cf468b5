import { type MemoLine, routes } from "@diaoyan/api/contract";
import { Button, Input } from "antd";
import { useState } from "react";
import { client, useRoute } from "../api.ts";
import { useTexts } from "../texts.tsx";
import { ProblemAlert } from "../ui/problem-alert.tsx";
import { useStudy } from "../use-study.ts";

interface Props {
  readonly kind: MemoLine["kind"];
  readonly subject: string;
}

/** The memo on a code, a transcript or a case; an edit somebody else overtook is shown, not written over. */
export function MemoBox({ kind, subject }: Props) {
  const { id } = useStudy();
  const memos = useRoute(routes.listMemos, { params: { study: id } });
  if (memos.data === undefined) return <ProblemAlert error={memos.error} />;
  const stored = memos.data.memos.find((one) => one.kind === kind && one.subject === subject);
  return (
    <MemoForm
      key={`${kind} ${subject} ${stored?.revision ?? 0}`}
      kind={kind}
      subject={subject}
      text={stored?.text ?? ""}
      base={stored?.revision ?? 0}
      onSaved={() => void memos.refetch()}
    />
  );
}

function MemoForm(props: Props & { readonly text: string; readonly base: number; readonly onSaved: () => void }) {
  const { base, kind, onSaved, subject, text } = props;
  const texts = useTexts();
  const { id } = useStudy();
  const [typed, setTyped] = useState(text);
  const [error, setError] = useState<Error | null>(null);
  const [busy, setBusy] = useState(false);
  const save = async () => {
    setBusy(true);
    try {
      await client.call(routes.saveMemo, { params: { study: id, kind, subject }, body: { base, text: typed } });
      onSaved();
    } catch (thrown) {
      setError(thrown as Error);
    }
    setBusy(false);
  };
  return (
    <div className="memo-box">
      <ProblemAlert error={error} />
      <Input.TextArea
        aria-label={texts.codingDesk.memo[kind]}
        placeholder={texts.codingDesk.memo[kind]}
        autoSize={{ minRows: 2, maxRows: 12 }}
        maxLength={20_000}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      {typed !== text && (
        <Button size="small" type="primary" loading={busy} onClick={() => void save()}>
          {texts.save}
        </Button>
      )}
    </div>
  );
}
