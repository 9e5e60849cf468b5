import { routes } from "@diaoyan/api/contract";
import { Button, Popconfirm } from "antd";
import { useAction } from "../api.ts";
import { ProblemAlert } from "../ui/problem-alert.tsx";
import { useStudy } from "../use-study.ts";
import { useAuthoringTexts } from "./editor.ts";

/** Removes a questionnaire that was never published. */
export function RemoveButton({ name, onRemoved }: { readonly name: string; readonly onRemoved: () => void }) {
  const texts = useAuthoringTexts();
  const { id } = useStudy();
  const remove = useAction(routes.removeQuestionnaireDraft, { quiet: true });
  const act = async () => {
    await remove.mutateAsync({ params: { study: id, questionnaire: name } });
    onRemoved();
  };
  return (
    <>
      <Popconfirm title={texts.removeDraftConfirm} onConfirm={() => void act().catch(() => undefined)}>
        <Button danger loading={remove.isPending}>
          {texts.removeDraft}
        </Button>
      </Popconfirm>
      <ProblemAlert error={remove.error} />
    </>
  );
}
