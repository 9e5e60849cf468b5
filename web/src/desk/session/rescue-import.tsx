import { type CallOutput, type Routes, routes } from "@diaoyan/api/contract";
import { Alert, Button, Modal } from "antd";
import { useRef, useState } from "react";
import { useAction } from "../api.ts";
import { holdsMedia } from "../recordings/import-media-rescue.ts";
import { MediaRescue } from "../recordings/media-rescue.tsx";
import { useTexts } from "../texts.tsx";
import { ProblemAlert } from "../ui/problem-alert.tsx";
import { useStudy } from "../use-study.ts";

/** Brings in the rescue file of an interviewer's device and shows what became of each record. */
export function RescueImport() {
  const { fieldDesk: texts } = useTexts();
  const { id } = useStudy();
  const input = useRef<HTMLInputElement>(null);
  const bring = useAction(routes.importRescue);
  const [open, setOpen] = useState(false);
  const [media, setMedia] = useState<File | null>(null);
  const choose = async (file: File | undefined) => {
    if (file === undefined) return;
    setOpen(true);
    setMedia(null);
    bring.reset();
    if (await holdsMedia(file)) {
      setMedia(file);
      return;
    }
    const bytes = new Uint8Array(await file.arrayBuffer());
    await bring.mutateAsync({ params: { study: id }, bytes }).catch(() => undefined);
  };
  return (
    <>
      <input
        ref={input}
        type="file"
        hidden
        aria-label={texts.rescue}
        onChange={(event) => {
          void choose(event.target.files?.[0]);
          event.target.value = "";
        }}
      />
      <Button onClick={() => input.current?.click()} loading={bring.isPending}>
        {texts.rescue}
      </Button>
      <Modal open={open} title={texts.rescue} footer={null} onCancel={() => setOpen(false)}>
        <div className="stack">
          <p className="note">{texts.rescueNote}</p>
          <ProblemAlert error={bring.error} />
          {media !== null && <MediaRescue key={media.name} file={media} />}
          {bring.data !== undefined && <RescueReport report={bring.data} />}
        </div>
      </Modal>
    </>
  );
}

function RescueReport({ report }: { readonly report: CallOutput<Routes["importRescue"]> }) {
  const { fieldDesk: texts } = useTexts();
  return (
    <div className="stack">
      {report.problems.length > 0 && (
        <Alert type="warning" title={texts.fileProblems} description={report.problems.join("; ")} />
      )}
      {report.records.map(({ record, number, title, outcome, conflicts, reason }) => (
        <Alert
          key={record}
          type={outcome === "refused" ? "error" : "success"}
          title={`${[number, title].filter(Boolean).join(" ") || record.slice(0, 8)}：${texts.outcomes[outcome]}`}
          description={reason ?? (conflicts > 0 ? texts.conflicts(conflicts) : undefined)}
        />
      ))}
    </div>
  );
}
