import { routes } from "@diaoyan/api/contract";
import { Button, Card, Space } from "antd";
import { useRef, useState } from "react";
import { client } from "../api.ts";
import { useTexts } from "../texts.tsx";
import { DownloadButton } from "../ui/download-button.tsx";
import { ProblemAlert } from "../ui/problem-alert.tsx";
import { mayCall, useStudy } from "../use-study.ts";
import { type ReportDiff, ReportDiffView } from "./report-diff-view.tsx";

/** Which numbers of the reports differ between a snapshot and another, or the present state, and why. */
export function DiffCard() {
  const words = useTexts().reportDiff;
  const { id, role } = useStudy();
  const [before, setBefore] = useState<File | null>(null);
  const [after, setAfter] = useState<File | null>(null);
  const [found, setFound] = useState<readonly ReportDiff[] | null>(null);
  const [unreadable, setUnreadable] = useState<string | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const reset = () => {
    setFound(null);
    setUnreadable(null);
    setError(null);
  };
  const pick = (set: (file: File | null) => void) => (file: File | null) => {
    reset();
    set(file);
  };
  const read = async (file: File): Promise<unknown> => {
    try {
      return JSON.parse(await file.text());
    } catch {
      setUnreadable(file.name);
      return undefined;
    }
  };
  const compare = async () => {
    reset();
    if (before === null) return;
    setBusy(true);
    const [earlier, later] = [await read(before), after === null ? undefined : await read(after)];
    const isRead = earlier !== undefined && (after === null || later !== undefined);
    try {
      if (isRead) {
        const body = { before: earlier, ...(later !== undefined && { after: later }) } as never;
        setFound((await client.call(routes.diffReports, { params: { study: id }, body })).reports);
      }
    } catch (refused) {
      setError(refused);
    }
    setBusy(false);
  };
  return (
    <Card size="small" title={words.title} className="report-diff">
      <p className="note">{words.note}</p>
      <Space wrap>
        {mayCall(role, routes.exportSnapshot) && (
          <DownloadButton
            label={words.take}
            ask={() => client.call(routes.exportSnapshot, { params: { study: id } })}
            otherwise={`${id}-snapshot.json`}
          />
        )}
        <PickFile label={words.before} onPick={pick(setBefore)} />
        <PickFile label={words.after} onPick={pick(setAfter)} />
        <Button type="primary" disabled={before === null} loading={busy} onClick={() => void compare()}>
          {words.compare}
        </Button>
      </Space>
      {before !== null && (
        <p className="note">
          {before.name} → {after?.name ?? words.now}
          {after !== null && (
            <Button type="link" size="small" onClick={() => pick(setAfter)(null)}>
              {words.clear}
            </Button>
          )}
        </p>
      )}
      <div aria-live="polite">
        {unreadable !== null && <p className="problem-line">{words.noJson(unreadable)}</p>}
        <ProblemAlert error={error} />
        {found?.map((report) => (
          <ReportDiffView key={report.outline} report={report} />
        ))}
      </div>
    </Card>
  );
}

interface PickProps {
  readonly label: string;
  readonly onPick: (file: File) => void;
}

function PickFile({ label, onPick }: PickProps) {
  const input = useRef<HTMLInputElement>(null);
  const pick = (file: File | undefined) => {
    if (input.current) input.current.value = "";
    if (file !== undefined) onPick(file);
  };
  return (
    <>
      <input
        ref={input}
        type="file"
        accept=".json,application/json"
        aria-label={label}
        hidden
        onChange={(event) => pick(event.target.files?.[0])}
      />
      <Button onClick={() => input.current?.click()}>{label}</Button>
    </>
  );
}
