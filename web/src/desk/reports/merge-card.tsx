import { routes } from "@diaoyan/api/contract";
import { useQueryClient } from "@tanstack/react-query";
import { Button, Card, Checkbox } from "antd";
import { useRef, useState } from "react";
import { client } from "../api.ts";
import { useTexts } from "../texts.tsx";
import { ProblemAlert } from "../ui/problem-alert.tsx";
import { useStudy } from "../use-study.ts";
import { MergeChanges, type MergeOutcome } from "./merge-changes.tsx";

interface MergeCardProps {
  readonly outline: string;
  /** The outline was changed and read anew. */
  readonly onMerged: () => void;
}

/** Brings a document that was edited elsewhere back into its outline: changes are shown first, then written. */
export function MergeCard({ outline, onMerged }: MergeCardProps) {
  const words = useTexts().merging;
  const { id } = useStudy();
  const queries = useQueryClient();
  const input = useRef<HTMLInputElement>(null);
  const [bytes, setBytes] = useState<Uint8Array<ArrayBuffer> | null>(null);
  const [outcome, setOutcome] = useState<MergeOutcome | null>(null);
  const [leavesTables, setLeavesTables] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const merge = async (given: Uint8Array<ArrayBuffer>, write: "true" | "false") => {
    setBusy(true);
    setError(null);
    try {
      const params = { study: id, outline };
      setOutcome(await client.call(routes.mergeReport, { params, query: { write }, bytes: given }));
      if (write === "true") {
        setBytes(null);
        await queries.invalidateQueries();
        onMerged();
      }
    } catch (refused) {
      setOutcome(null);
      setError(refused);
    }
    setBusy(false);
  };
  const choose = async (file: File | undefined) => {
    if (input.current) input.current.value = "";
    if (file === undefined) return;
    const read = new Uint8Array(await file.arrayBuffer());
    setBytes(read);
    setLeavesTables(false);
    await merge(read, "false");
  };
  const tables = outcome?.refused.filter(({ reason }) => reason === "table").length ?? 0;
  const canWrite = bytes !== null && outcome !== null && outcome.merged.length > 0;
  return (
    <Card size="small" title={words.title}>
      <p className="note merge-note">{words.note}</p>
      <input
        ref={input}
        type="file"
        accept=".docx"
        aria-label={words.choose}
        hidden
        onChange={(event) => void choose(event.target.files?.[0])}
      />
      <div className="actions">
        <Button loading={busy} onClick={() => input.current?.click()}>
          {words.choose}
        </Button>
        {canWrite && tables > 0 && (
          <Checkbox checked={leavesTables} onChange={(event) => setLeavesTables(event.target.checked)}>
            {words.leaveTables(tables)}
          </Checkbox>
        )}
        {canWrite && (
          <Button
            type="primary"
            loading={busy}
            disabled={tables > 0 && !leavesTables}
            onClick={() => void merge(bytes, "true")}
          >
            {words.write(outcome.merged.length)}
          </Button>
        )}
      </div>
      <ProblemAlert error={error} />
      {outcome !== null && <MergeChanges outcome={outcome} />}
    </Card>
  );
}
