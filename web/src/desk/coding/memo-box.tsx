import { type MemoLine, routes } from "@diaoyan/api/contract";
import { useState } from "react";
import { client, problemOf, useRoute } from "../api.ts";
import { useTexts } from "../texts.tsx";
import { ProblemAlert } from "../ui/problem-alert.tsx";
import { useStudy } from "../use-study.ts";
import { MemoField } from "./memo-field.tsx";

interface Props {
  readonly kind: MemoLine["kind"];
  readonly subject: string;
}

/** The memo on a code, a transcript or a case; an edit somebody else overtook is shown, not written over. */
export function MemoBox({ kind, subject }: Props) {
  const { id } = useStudy();
  const texts = useTexts().codingDesk;
  const memos = useRoute(routes.listMemos, { params: { study: id } });
  const [error, setError] = useState<Error | null>(null);
  if (memos.data === undefined) return <ProblemAlert error={memos.error} />;
  const stored = memos.data.memos.find((one) => one.kind === kind && one.subject === subject);
  const save = async (text: string): Promise<boolean> => {
    try {
      const body = { base: stored?.revision ?? 0, text };
      await client.call(routes.saveMemo, { params: { study: id, kind, subject }, body });
      setError(null);
      await memos.refetch();
      return true;
    } catch (thrown) {
      setError(thrown as Error);
      // what overtook it is shown beside what was typed
      if (problemOf(thrown)?.code === "edit.conflict") await memos.refetch();
      return false;
    }
  };
  return (
    <>
      <ProblemAlert error={error} />
      <MemoField
        key={`${kind} ${subject}`}
        name={`memo ${id} ${kind} ${subject}`}
        label={texts.memo[kind]}
        text={stored?.text ?? ""}
        maxLength={20_000}
        onSave={save}
      />
    </>
  );
}
