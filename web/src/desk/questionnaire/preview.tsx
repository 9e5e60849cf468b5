import {
  type Assignment,
  compileQuestionnaire,
  lintQuestionnaire,
  listAssignments,
  pageSurvey,
  type QuestionnaireDefinition,
  type SplitPlan,
} from "@diaoyan/instruments";
import { Alert, Button, Segmented } from "antd";
import { useEffect, useRef, useState } from "react";
import { useSearchParams } from "react-router";
import { mountSurvey } from "../../respond/survey/mount-survey.tsx";
import "../../respond/parts.css";
import { respondEn } from "../../i18n/respond.en.ts";
import { respondZh } from "../../i18n/respond.zh.ts";
import type { JsonObject } from "../authoring/edit/json-path.ts";
import { useAuthoringTexts } from "../authoring/editor.ts";
import { FindingItems } from "../authoring/finding-items.tsx";
import { useLanguage } from "../texts.tsx";
import "../authoring/authoring.css";

/** Compiles for the preview; null where the draft is not whole yet. */
function tryCompile(definition: QuestionnaireDefinition) {
  return lintQuestionnaire(definition).some(({ severity }) => severity === "error")
    ? null
    : compileQuestionnaire(definition);
}

/** What keeps a draft from being previewed, in words; each is a way to the form where it is mended. */
function WhatIsBroken({ definition }: { readonly definition: QuestionnaireDefinition }) {
  const texts = useAuthoringTexts();
  const [, setSearch] = useSearchParams();
  const errors = lintQuestionnaire(definition).filter(({ severity }) => severity === "error");
  return (
    <section className="author-findings error">
      <p>{texts.mendInForm}</p>
      <FindingItems
        draft={definition as unknown as JsonObject}
        findings={errors}
        onGo={(at) => setSearch({ tab: "draft", at }, { replace: true })}
      />
    </section>
  );
}

/** Modules as one respondent could be assigned them. */
function drawSome(split: SplitPlan): Assignment {
  const all = listAssignments(split);
  return all[Math.floor(Math.random() * all.length)] ?? [];
}

/** Chooses between everything and the split form; says which modules were drawn. */
function FormChoice({
  split,
  assigned,
  onChange,
}: {
  readonly split: SplitPlan;
  readonly assigned: Assignment | null;
  readonly onChange: (assigned: Assignment | null) => void;
}) {
  const { texts, show } = useLanguage();
  const { askAll, askSplit, drawn } = texts.collectors;
  const names = split.modules.filter(({ id }) => assigned?.includes(id)).map(({ label }) => show(label));
  const options = [
    { value: "all", label: askAll },
    { value: "split", label: askSplit(split.draw, split.minutes) },
  ];
  return (
    <>
      <Segmented
        options={options}
        value={assigned === null ? "all" : "split"}
        onChange={(value) => onChange(value === "split" ? drawSome(split) : null)}
      />
      {assigned !== null && <p className="note">{drawn(names)}</p>}
    </>
  );
}

/** The questionnaire as on a phone of 390 px: the same code draws it, nothing is sent. */
export function Preview({ definition }: { readonly definition: QuestionnaireDefinition }) {
  const { texts, locale } = useLanguage();
  const phone = useRef<HTMLDivElement>(null);
  const [done, setDone] = useState(false);
  const [round, setRound] = useState(0);
  const [assigned, setAssigned] = useState<Assignment | null>(null);
  const { split } = definition;
  const [compiled] = useState(() => tryCompile(definition));
  // biome-ignore lint/correctness/useExhaustiveDependencies: another round draws it anew
  useEffect(() => {
    if (phone.current === null || compiled === null) return undefined;
    setDone(false);
    const survey = mountSurvey({
      survey: pageSurvey(definition),
      compiled,
      locale,
      texts: locale === "en" ? respondEn : respondZh,
      answers: {},
      assigned,
      page: 0,
      kept: { text: "", warns: false },
      problems: [],
      onChange: () => undefined,
      onEvent: () => undefined,
      onFinish: () => setDone(true),
      onModulesLost: () => undefined,
      onLeave: () => undefined,
    });
    phone.current.replaceChildren(survey.element);
    return () => survey.unmount();
  }, [definition, compiled, locale, round, assigned]);
  const again = () => {
    setRound(round + 1);
    if (assigned !== null && split !== undefined) setAssigned(drawSome(split));
  };
  if (compiled === null) return <WhatIsBroken definition={definition} />;
  return (
    <div className="preview">
      {split !== undefined && <FormChoice split={split} assigned={assigned} onChange={setAssigned} />}
      <div className="actions">
        <Button onClick={again}>{texts.questionnaires.previewAgain}</Button>
        {done && <Alert type="success" showIcon title={texts.questionnaires.previewDone} />}
      </div>
      <div ref={phone} className="phone" />
    </div>
  );
}
