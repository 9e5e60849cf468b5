import { routes } from "@diaoyan/api/contract";
import { useState } from "react";
import { useAction } from "../api.ts";
import { useLanguage } from "../texts.tsx";
import { useOtherLanguage } from "../ui/use-other-language.ts";
import { useStudy } from "../use-study.ts";
import type { Asked } from "./to-outline.tsx";

/** Runs analyses: the newest answer in `run`, what was asked for it in `asked`; in another language it is asked for anew, unless it was forgotten. */
export function useAsked() {
  const { locale } = useLanguage();
  const { id: study } = useStudy();
  const run = useAction(routes.runAnalysis, { quiet: true });
  const [asked, setAsked] = useState<Asked | null>(null);
  const ask = (wanted: Asked) => {
    const from = wanted.questionnaire === undefined ? {} : { questionnaire: wanted.questionnaire };
    run.mutate(
      { params: { study }, body: { ...from, request: wanted.request, locale } },
      { onSuccess: () => setAsked(wanted) },
    );
  };
  useOtherLanguage(locale, () => asked !== null && ask(asked));
  return { run, asked, ask, forget: () => setAsked(null) };
}
