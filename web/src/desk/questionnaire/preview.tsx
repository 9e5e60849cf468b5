import { compileQuestionnaire, pageSurvey, type QuestionnaireDefinition } from "@diaoyan/instruments";
import { Alert, Button } from "antd";
import { useEffect, useRef, useState } from "react";
import { mountSurvey } from "../../respond/survey/mount-survey.tsx";
import "../../respond/parts.css";
import { respondEn } from "../../i18n/respond.en.ts";
import { respondZh } from "../../i18n/respond.zh.ts";
import { useLanguage } from "../texts.tsx";

/** Compiles for the preview; null with the reason where the draft cannot be published yet. */
function tryCompile(definition: QuestionnaireDefinition) {
  try {
    return { compiled: compileQuestionnaire(definition), reason: null };
  } catch (error) {
    return { compiled: null, reason: error instanceof Error ? error.message : String(error) };
  }
}

/** The questionnaire as on a phone of 390 px: the same code draws it, nothing is sent. */
export function Preview({ definition }: { readonly definition: QuestionnaireDefinition }) {
  const { texts, locale } = useLanguage();
  const phone = useRef<HTMLDivElement>(null);
  const [done, setDone] = useState(false);
  const [round, setRound] = useState(0);
  const [{ compiled, reason }] = useState(() => tryCompile(definition));
  // biome-ignore lint/correctness/useExhaustiveDependencies: another round draws it anew
  useEffect(() => {
    if (phone.current === null || compiled === null) return undefined;
    setDone(false);
    const survey = mountSurvey({
      survey: pageSurvey(definition),
      compiled,
      locale,
      texts: { ...(locale === "en" ? respondEn : respondZh), saved: "" },
      answers: {},
      page: 0,
      durable: true,
      problems: [],
      onChange: () => undefined,
      onFinish: () => setDone(true),
      onLeave: () => undefined,
    });
    phone.current.replaceChildren(survey.element);
    return () => survey.unmount();
  }, [definition, compiled, locale, round]);
  if (compiled === null)
    return <Alert type="warning" showIcon title={texts.questionnaires.noPreview} description={reason} />;
  return (
    <div className="preview">
      <div className="actions">
        <Button onClick={() => setRound(round + 1)}>{texts.questionnaires.previewAgain}</Button>
        {done && <Alert type="success" showIcon title={texts.questionnaires.previewDone} />}
      </div>
      <div ref={phone} className="phone" />
    </div>
  );
}
