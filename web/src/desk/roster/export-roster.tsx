import { routes } from "@diaoyan/api/contract";
import { App, Button } from "antd";
import { useState } from "react";
import { client } from "../api.ts";
import { useTexts } from "../texts.tsx";
import { ProblemAlert } from "../ui/problem-alert.tsx";
import { saveAnswer } from "../ui/save-answer.ts";
import { useStudy } from "../use-study.ts";

/** Hands out the roster as a workbook; a second click waits for the first. */
export function ExportRoster() {
  const texts = useTexts().roster;
  const { id } = useStudy();
  const { modal } = App.useApp();
  const [busy, setBusy] = useState(false);
  const take = async () => {
    setBusy(true);
    try {
      await saveAnswer(await client.call(routes.exportRoster, { params: { study: id } }), "roster.xlsx");
    } catch (error) {
      modal.error({ icon: null, content: <ProblemAlert error={error} /> });
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button loading={busy} onClick={() => void take()}>
      {texts.export}
    </Button>
  );
}
