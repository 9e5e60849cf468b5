import { type Answers, type Assignment, listAssignments, pageSurvey, type SplitPlan } from "@diaoyan/instruments";
import { Alert, Button, Segmented, Select } from "antd";
import { useEffect, useRef, useState } from "react";
import { respondEn } from "../../i18n/respond.en.ts";
import { respondZh } from "../../i18n/respond.zh.ts";
import { mountSurvey } from "../../respond/survey/mount-survey.tsx";
import "../../respond/parts.css";
import { useLanguage } from "../texts.tsx";
import { useAuthoringTexts } from "./editor.ts";
import type { Checked } from "./use-checked.ts";

interface Props {
  readonly checked: Checked;
  /** Page the chosen question stands on; the preview turns to it. */
  readonly page: number;
  /** Name of the chosen question; the phone is rolled to it. */
  readonly question: string;
}

/** The draft on a phone of 390 px, drawn by the respondents' own code; what was answered stays while it is edited. */
export function LivePreview({ checked: { draft, ready }, page, question }: Props) {
  const language = useLanguage();
  const texts = useAuthoringTexts();
  const phone = useRef<HTMLElement>(null);
  const answers = useRef<Answers>({});
  const turned = useRef(page);
  const shownPage = useRef(page);
  const [locale, setLocale] = useState(language.locale);
  const [round, setRound] = useState(0);
  const [done, setDone] = useState(false);
  const [modules, setModules] = useState("");
  const split = ready?.definition.split;
  const assigned = findAssignment(split, modules);
  const drawn = assigned?.join() ?? "";
  // biome-ignore lint/correctness/useExhaustiveDependencies: another round draws it anew
  useEffect(() => {
    if (phone.current === null || ready === null) return undefined;
    if (turned.current !== page) shownPage.current = page;
    turned.current = page;
    setDone(false);
    const known = new Set(ready.compiled.variables.map(({ question }) => question));
    const scrolled = phone.current.scrollTop;
    const survey = mountSurvey({
      survey: pageSurvey(ready.definition),
      compiled: ready.compiled,
      assigned,
      locale,
      texts: locale === "en" ? respondEn : respondZh,
      answers: Object.fromEntries(Object.entries(answers.current).filter(([name]) => known.has(name))),
      page: shownPage.current,
      kept: { text: "", warns: false },
      problems: [],
      onChange: (given, at) => {
        answers.current = given;
        shownPage.current = at;
      },
      onFinish: () => setDone(true),
      onModulesLost: () => undefined,
      onLeave: () => undefined,
      onEvent: () => undefined,
    });
    phone.current.replaceChildren(survey.element);
    phone.current.scrollTop = scrolled;
    return () => survey.unmount();
  }, [ready, locale, round, page, drawn]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: SurveyJS draws a moment after it was given the page
  useEffect(() => {
    const timer = setTimeout(() => {
      const target = phone.current?.querySelector<HTMLElement>(`[data-name="${CSS.escape(question)}"]`);
      if (target === undefined || target === null || phone.current === null) return;
      phone.current.scrollTop += target.getBoundingClientRect().top - phone.current.getBoundingClientRect().top - 8;
    }, 100);
    return () => clearTimeout(timer);
  }, [question, page]);
  const again = () => {
    answers.current = {};
    shownPage.current = 0;
    setRound(round + 1);
  };
  const broken = (ready?.definition as unknown) !== draft;
  return (
    <section aria-label={texts.preview} className="author-preview">
      <div className="actions">
        <Segmented
          size="small"
          value={locale}
          options={[
            { value: "zh", label: "中文" },
            { value: "en", label: "English" },
          ]}
          onChange={setLocale}
        />
        <Button size="small" onClick={again}>
          {language.texts.questionnaires.previewAgain}
        </Button>
        {split !== undefined && <ModuleChoice split={split} value={drawn} onChange={setModules} />}
      </div>
      {broken && <Alert type="warning" showIcon title={ready === null ? texts.noPreviewYet : texts.previewOld} />}
      {done && <Alert type="success" showIcon title={language.texts.questionnaires.previewDone} />}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <section ref={phone} className="phone" aria-label={texts.phone} tabIndex={0} hidden={ready === null} />
    </section>
  );
}

/** The modules chosen, where the plan still draws them together. */
function findAssignment(split: SplitPlan | undefined, modules: string): Assignment | null {
  if (split === undefined || modules === "") return null;
  return listAssignments(split).find((one) => one.join() === modules) ?? null;
}

interface ChoiceProps {
  readonly split: SplitPlan;
  readonly value: string;
  readonly onChange: (modules: string) => void;
}

/** Which modules the phone shows: all of them, or as one respondent could be assigned them. */
function ModuleChoice({ split, value, onChange }: ChoiceProps) {
  const { show } = useLanguage();
  const texts = useAuthoringTexts();
  const labels = new Map(split.modules.map(({ id, label }) => [id, show(label)]));
  const options = listAssignments(split).map((ids) => ({
    value: ids.join(),
    label: texts.withModules(ids.map((id) => labels.get(id) ?? id)),
  }));
  return (
    <Select
      size="small"
      className="author-modules"
      aria-label={texts.chosenModules}
      showSearch={{ optionFilterProp: "label" }}
      popupMatchSelectWidth={false}
      value={value}
      options={[{ value: "", label: texts.allModules }, ...options]}
      onChange={onChange}
    />
  );
}
