import { routes } from "@diaoyan/api/contract";
import { App, Button, Tooltip } from "antd";
import { useState } from "react";
import { client } from "../api.ts";
import { useTexts } from "../texts.tsx";
import { ProblemAlert } from "../ui/problem-alert.tsx";
import { saveAnswer } from "../ui/save-answer.ts";
import { useStudy } from "../use-study.ts";

/** Hands out the acceptance list; a second click waits for the first. */
export function ExportButton() {
  const texts = useTexts().ledger;
  const { id } = useStudy();
  const { modal } = App.useApp();
  const [busy, setBusy] = useState(false);
  const take = async () => {
    setBusy(true);
    try {
      await saveAnswer(await client.call(routes.exportEvidence, { params: { study: id } }), "evidence.zip");
    } catch (error) {
      modal.error({ icon: null, content: <ProblemAlert error={error as Error} /> });
    } finally {
      setBusy(false);
    }
  };
  return (
    <Tooltip title={texts.exportNote}>
      <Button type="primary" loading={busy} onClick={() => void take()}>
        {texts.export}
      </Button>
    </Tooltip>
  );
}
