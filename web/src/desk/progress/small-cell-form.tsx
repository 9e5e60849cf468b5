import { routes } from "@diaoyan/api/contract";
import { Button, InputNumber } from "antd";
import { useState } from "react";
import { useAction } from "../api.ts";
import { useTexts } from "../texts.tsx";
import { ProblemAlert } from "../ui/problem-alert.tsx";
import { useStudy } from "../use-study.ts";

/** The lead sets the smallest group whose figures are shown in the study. */
export function SmallCellForm({ smallCell }: { readonly smallCell: number }) {
  const texts = useTexts();
  const { id } = useStudy();
  const [chosen, setChosen] = useState<number | null>(null);
  const save = useAction(routes.saveDisclosure);
  const submit = () => {
    if (chosen === null) return;
    save.mutate({ params: { study: id }, body: { smallCell: chosen } }, { onSuccess: () => setChosen(null) });
  };
  return (
    <div className="small-cell">
      <label htmlFor="small-cell">
        {texts.progress.smallCell}
        {texts.colon}
        <InputNumber
          id="small-cell"
          min={3}
          max={50}
          precision={0}
          value={chosen ?? smallCell}
          onChange={(value) => setChosen(value === smallCell ? null : value)}
          onPressEnter={submit}
        />
      </label>
      <Button disabled={chosen === null} loading={save.isPending} onClick={submit}>
        {texts.save}
      </Button>
      <span className="note">{texts.progress.smallCellNote}</span>
      <ProblemAlert error={save.error} />
    </div>
  );
}
