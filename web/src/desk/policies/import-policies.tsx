import { routes } from "@diaoyan/api/contract";
import { newUuid } from "@diaoyan/api/contract/uuid";
import { useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useRef, useState } from "react";
import { client } from "../api.ts";
import { useTexts } from "../texts.tsx";
import { ProblemAlert } from "../ui/problem-alert.tsx";
import { useStudy } from "../use-study.ts";

const accepted = ".docx,.html,.htm,.pdf,.txt";

interface Refused {
  readonly file: string;
  readonly error: unknown;
}

/** Chooses files and imports them one after the other; those that were refused are listed with what to do. */
export function ImportPolicies() {
  const texts = useTexts().policies;
  const { id } = useStudy();
  const queries = useQueryClient();
  const input = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState<{ readonly done: number; readonly all: number } | null>(null);
  const [stored, setStored] = useState(0);
  const [refused, setRefused] = useState<readonly Refused[]>([]);
  const bring = async (files: readonly File[]) => {
    setStored(0);
    setRefused([]);
    for (const [at, file] of files.entries()) {
      setBusy({ done: at + 1, all: files.length });
      try {
        const params = { study: id, policy: newUuid(7) };
        const bytes = new Uint8Array(await file.arrayBuffer());
        await client.call(routes.importPolicy, { params, query: { file: file.name }, bytes });
        setStored((count) => count + 1);
      } catch (error) {
        setRefused((list) => [...list, { file: file.name, error }]);
      }
    }
    setBusy(null);
    await queries.invalidateQueries();
  };
  return (
    <div className="stack">
      <div className="actions">
        <Button type="primary" loading={busy !== null} onClick={() => input.current?.click()}>
          {texts.import}
        </Button>
        <span className="note">{texts.formats}</span>
        <span className="note" role="status">
          {busy === null ? stored > 0 && texts.imported(stored) : texts.importing(busy.done, busy.all)}
        </span>
      </div>
      <input
        ref={input}
        type="file"
        hidden
        multiple
        accept={accepted}
        aria-label={texts.import}
        onChange={(event) => {
          const files = [...(event.target.files ?? [])];
          if (files.length > 0) void bring(files);
          event.target.value = "";
        }}
      />
      {refused.map(({ error, file }) => (
        <div key={file}>
          <p className="refused-file">{file}</p>
          <ProblemAlert error={error} />
        </div>
      ))}
    </div>
  );
}
