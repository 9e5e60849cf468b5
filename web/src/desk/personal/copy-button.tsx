import { routes } from "@diaoyan/api/contract";
import { Button } from "antd";
import { useAction } from "../api.ts";
import { useTexts } from "../texts.tsx";
import { ProblemAlert } from "../ui/problem-alert.tsx";
import { saveFile } from "../ui/save-file.ts";
import { useStudy } from "../use-study.ts";

/** Saves a copy of all that is held of a person, for the person. */
export function CopyButton({ person }: { readonly person: string }) {
  const texts = useTexts().personal;
  const { id } = useStudy();
  const copy = useAction(routes.copyPersonal);
  const save = async () => {
    const { copy: held } = await copy.mutateAsync({ params: { study: id, person } });
    saveFile(texts.copyName(person), new Blob([JSON.stringify(held, null, 2)], { type: "application/json" }));
  };
  return (
    <>
      <Button size="small" loading={copy.isPending} onClick={() => void save().catch(() => undefined)}>
        {texts.copy}
      </Button>
      <ProblemAlert error={copy.error} />
    </>
  );
}
