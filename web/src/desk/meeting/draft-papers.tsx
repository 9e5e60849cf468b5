import { routes } from "@diaoyan/api/contract";
import { Button, Card } from "antd";
import { useState } from "react";
import { client } from "../api.ts";
import { useTexts } from "../texts.tsx";
import { ProblemAlert } from "../ui/problem-alert.tsx";
import { saveAnswer } from "../ui/save-answer.ts";
import { useStudy } from "../use-study.ts";

interface Props {
  readonly session: string;
  readonly saved: boolean;
  readonly hasPanel: boolean;
}

/** Drafts 会议纪要 and 专家组意见 from what is saved; a second click waits for the first. */
export function DraftPapers({ session, saved, hasPanel }: Props) {
  const texts = useTexts().meetings;
  const { id } = useStudy();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const params = { study: id, session };
  const draft = async (work: () => Promise<Response>) => {
    setBusy(true);
    setError(null);
    try {
      await saveAnswer(await work(), "meeting.docx");
    } catch (thrown) {
      setError(thrown);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Card size="small">
      <div className="stack">
        <p className="note">{saved ? texts.draftNote : texts.saveFirst}</p>
        <div className="meeting-papers">
          <Button
            disabled={!saved}
            loading={busy}
            onClick={() => void draft(() => client.call(routes.draftMinutes, { params }))}
          >
            {texts.draftMinutes}
          </Button>
          {hasPanel && (
            <Button
              disabled={!saved}
              loading={busy}
              onClick={() => void draft(() => client.call(routes.draftPanelOpinion, { params }))}
            >
              {texts.draftPanel}
            </Button>
          )}
        </div>
        {error !== null && <ProblemAlert error={error} />}
      </div>
    </Card>
  );
}
