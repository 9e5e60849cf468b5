import { routes, type StudySummary } from "@diaoyan/api/contract";
import { adaptStudy } from "@diaoyan/instruments";
import { useState } from "react";
import { useNavigate } from "react-router";
import { useAction } from "../api.ts";
import { useTexts } from "../texts.tsx";
import { FormDialog } from "../ui/form-dialog.tsx";
import { StudyFields } from "./study-fields.tsx";
import type { NewStudyFields } from "./suggest-basics.ts";

/** Starts a study from a pack that comes with the program, under a name and for a period of its own. */
export function NewStudy({ existing }: { readonly existing: readonly StudySummary[] }) {
  const texts = useTexts();
  const navigate = useNavigate();
  const load = useAction(routes.loadPack);
  const [failure, setFailure] = useState<unknown>(null);
  const start = async ({ pack, ...basics }: NewStudyFields) => {
    setFailure(null);
    try {
      const { readShippedPack } = await import("./shipped-packs.ts");
      const files = Object.fromEntries(adaptStudy(readShippedPack(pack), basics));
      const { study } = await load.mutateAsync({ body: { files } });
      await navigate(`/studies/${study}`);
    } catch (error) {
      setFailure(error);
    }
  };
  return (
    <FormDialog<NewStudyFields>
      title={texts.studies.create}
      okText={texts.studies.create}
      initialValues={{}}
      busy={load.isPending}
      error={failure}
      onSend={(fields) => void start(fields)}
    >
      <StudyFields taken={existing.map(({ id }) => id)} />
    </FormDialog>
  );
}
