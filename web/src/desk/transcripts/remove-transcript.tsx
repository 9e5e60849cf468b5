import { routes } from "@diaoyan/api/contract";
import type { Transcript } from "@diaoyan/instruments";
import { useQueryClient } from "@tanstack/react-query";
import { App, Button, Popconfirm } from "antd";
import { useNavigate } from "react-router";
import { useAction } from "../api.ts";
import { useTexts } from "../texts.tsx";
import { ProblemAlert } from "../ui/problem-alert.tsx";
import { mayCall, useStudy } from "../use-study.ts";

/** Takes away a transcript that was imported by mistake; whatever rests on it stands in the way. */
export function RemoveTranscript({ transcript }: { readonly transcript: Transcript }) {
  const { transcripts: texts } = useTexts();
  const { id, role } = useStudy();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const queries = useQueryClient();
  // the list is read anew there; here the transcript would be asked for once more
  const remove = useAction(routes.removeTranscript, { quiet: true });
  if (!mayCall(role, routes.removeTranscript)) return null;
  const run = async () => {
    await remove.mutateAsync({
      params: { study: id, transcript: transcript.id },
      query: { revision: transcript.revision },
    });
    void message.success(texts.removed);
    void queries.invalidateQueries({ queryKey: [routes.listTranscripts.id] });
    await navigate(`/studies/${id}/transcripts`, { replace: true });
  };
  return (
    <>
      <ProblemAlert error={remove.error} />
      <Popconfirm
        title={<span className="confirm-text">{texts.removeAsk}</span>}
        onConfirm={() => void run().catch(() => undefined)}
      >
        <Button danger loading={remove.isPending}>
          {texts.remove}
        </Button>
      </Popconfirm>
    </>
  );
}
