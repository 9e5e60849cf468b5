import { App, Button, Tooltip } from "antd";
import { useState } from "react";
import { ProblemAlert } from "./problem-alert.tsx";
import { saveAnswer } from "./save-answer.ts";

interface Props {
  readonly label: string;
  /** What the file holds, shown with the button. */
  readonly note?: string;
  readonly primary?: boolean;
  /** Asks the server for the file. */
  readonly ask: () => Promise<Response>;
  /** What the file is called where the server does not say. */
  readonly otherwise: string;
}

/** Hands out a file of the server; a second click waits for the first. */
export function DownloadButton({ label, note, primary = false, ask, otherwise }: Props) {
  const { modal } = App.useApp();
  const [busy, setBusy] = useState(false);
  const take = async () => {
    setBusy(true);
    try {
      await saveAnswer(await ask(), otherwise);
    } catch (error) {
      modal.error({ icon: null, content: <ProblemAlert error={error} /> });
    } finally {
      setBusy(false);
    }
  };
  return (
    <Tooltip title={note}>
      <Button type={primary ? "primary" : "default"} loading={busy} onClick={() => void take()}>
        {label}
      </Button>
    </Tooltip>
  );
}
