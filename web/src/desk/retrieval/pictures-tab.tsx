import { routes } from "@diaoyan/api/contract";
import type { QuestionnaireDefinition, Variable } from "@diaoyan/instruments";
import { Alert, Button, Card, Segmented, Select } from "antd";
import { useState } from "react";
import { type Option, type OptionGroup, toOptions } from "../analysis/param-fields.ts";
import { ResultView } from "../analysis/result-view.tsx";
import { useAsked } from "../analysis/use-asked.ts";
import { useRoute } from "../api.ts";
import { findMostAnswered } from "../questionnaire/find-most-answered.ts";
import { useLanguage, useTexts } from "../texts.tsx";
import { ProblemAlert } from "../ui/problem-alert.tsx";
import { useStudy } from "../use-study.ts";
import { listGroupings, listMeasures } from "./survey-choices.ts";

/** A picture: the analysis that draws it, what is fixed, and what is chosen. */
interface Picture {
  readonly kind: string;
  readonly fixed?: Readonly<Record<string, unknown>>;
  readonly asks: readonly ("level" | "unit" | "attribute" | "group" | "survey")[];
}

const pictures = {
  frequency: { kind: "codeFrequency", asks: ["level"] },
  matrix: { kind: "codeCooccurrence", asks: ["level", "unit"] },
  network: { kind: "codeCooccurrence", fixed: { picture: "network" }, asks: ["level", "unit"] },
  byAttribute: { kind: "codeByAttribute", asks: ["level", "attribute"] },
  joint: { kind: "jointDisplay", asks: ["level", "attribute", "survey"] },
  keywords: { kind: "keywords", asks: [] },
  keyness: { kind: "keyness", asks: ["attribute", "group"] },
  policies: { kind: "policyMatrix", asks: ["level"] },
} as const satisfies Readonly<Record<string, Picture>>;
type PictureName = keyof typeof pictures;
const names = Object.keys(pictures) as readonly PictureName[];

interface Choice {
  readonly level: "code" | "top";
  readonly unit: "person" | "overlap";
  readonly attribute?: string | undefined;
  readonly group?: string | undefined;
  readonly by?: string | undefined;
  readonly variable?: string | undefined;
}

/** The pictures of codes and words: choose one, draw it, take it away as SVG, PNG or workbook, or put it into a report. */
export function PicturesTab() {
  const words = useTexts();
  const texts = words.retrieval.pictures;
  const { id } = useStudy();
  const [name, setName] = useState<PictureName>("frequency");
  const [choice, setChoice] = useState<Choice>({ level: "top", unit: "person" });
  const { run, asked, ask, forget } = useAsked();
  const survey = useSurvey(id);
  const picture: Picture = pictures[name];
  const given = paramsOf(picture, choice);
  const draw = () => {
    if (given === null) return;
    const questionnaire = picture.asks.includes("survey") ? survey.questionnaire : undefined;
    ask({ questionnaire, request: { kind: picture.kind, ...given } });
  };
  return (
    <div className="stack">
      <Card size="small">
        <div className="retrieval-form">
          <div className="labelled">
            <span className="note">{texts.picture}</span>
            <Select
              aria-label={texts.picture}
              value={name}
              options={names.map((value) => ({ value, label: texts.names[value] }))}
              onChange={(value) => {
                setName(value);
                // what was drawn before is another picture
                forget();
              }}
            />
          </div>
          <Choices picture={picture} choice={choice} survey={survey} onChange={setChoice} />
        </div>
        <div className="actions">
          <Button type="primary" loading={run.isPending} disabled={given === null} onClick={draw}>
            {texts.draw}
          </Button>
          <span className="note">
            {texts.notes[name]}
            {given === null && texts.choose}
          </span>
        </div>
      </Card>
      <ProblemAlert error={run.error} />
      {run.data !== undefined && run.error === null && asked !== null && (
        <>
          {run.data.presentation.chart === null && <Alert type="info" showIcon title={texts.noPicture} />}
          <ResultView chartFirst kind={run.data.kind} asked={asked} presentation={run.data.presentation} />
        </>
      )}
    </div>
  );
}

/** Null as long as something that must be chosen is not. */
function paramsOf({ asks, fixed }: Picture, choice: Choice): Readonly<Record<string, unknown>> | null {
  const wanted = asks.flatMap((ask) => (ask === "survey" ? (["by", "variable"] as const) : [ask]));
  const pairs = wanted.map((field) => [field, choice[field]] as const);
  if (pairs.some(([, value]) => value === undefined)) return null;
  return { ...fixed, ...Object.fromEntries(pairs) };
}

/** A published questionnaire with its variables; what it is called is undefined where there is none. */
interface Survey {
  readonly questionnaire: string | undefined;
  readonly variables: readonly Variable[];
  readonly definition: QuestionnaireDefinition | null;
}

/** The questionnaire with most answers. */
function useSurvey(study: string): Survey {
  const list = useRoute(routes.listQuestionnaires, { params: { study } });
  const questionnaire = findMostAnswered(list.data?.questionnaires ?? []);
  const params = { study, questionnaire: questionnaire ?? "" };
  const about = useRoute(routes.getQuestionnaire, { params }, { enabled: questionnaire !== undefined });
  return {
    questionnaire,
    variables: (about.data?.variables ?? []) as unknown as readonly Variable[],
    definition: (about.data?.published ?? null) as unknown as QuestionnaireDefinition | null,
  };
}

interface ChoicesProps {
  readonly picture: Picture;
  readonly choice: Choice;
  readonly survey: Survey;
  readonly onChange: (choice: Choice) => void;
}

function Choices({ choice, onChange, picture, survey }: ChoicesProps) {
  const { analyses, retrieval } = useTexts();
  const texts = retrieval.pictures;
  const { show } = useLanguage();
  const { id } = useStudy();
  const sheet = useRoute(routes.listAttributes, { params: { study: id } });
  const values = new Map<string, Set<string>>();
  for (const { attributes, ofSession } of sheet.data?.rows ?? [])
    for (const [attribute, value] of Object.entries({ ...ofSession, ...attributes }))
      values.set(attribute, (values.get(attribute) ?? new Set()).add(value));
  const options = (list: Iterable<string>) => [...list].map((value) => ({ value, label: value }));
  const pick = (field: "attribute" | "group" | "by" | "variable", list: readonly (Option | OptionGroup)[]) => (
    <div className="labelled" key={field}>
      <span className="note">{texts[field]}</span>
      <Select
        showSearch
        optionFilterProp="label"
        aria-label={texts[field]}
        value={choice[field] ?? null}
        options={list.map((one) => ("options" in one ? (toOptions([one])[0] ?? one) : one)) as Option[]}
        onChange={(value: string) =>
          onChange({
            ...choice,
            [field]: value,
            ...(field === "attribute" && { group: undefined, ...sameInSurvey(value) }),
          })
        }
      />
    </div>
  );
  const either = (field: "level" | "unit", words: Readonly<Record<string, string>>) => (
    <div className="labelled">
      <span className="note">{texts[field]}</span>
      <Segmented
        aria-label={texts[field]}
        value={choice[field]}
        options={Object.entries(words).map(([value, label]) => ({ value, label }))}
        onChange={(value) => onChange({ ...choice, [field]: value })}
      />
    </div>
  );
  const { asks } = picture;
  /** The answer that asks the same as an attribute, by its name. */
  const sameInSurvey = (attribute: string): Pick<Choice, "by"> => {
    const same = survey.variables.find(({ label }) => show(label) === attribute);
    return same === undefined ? {} : { by: same.name };
  };
  const names = { show, derived: analyses.derived, others: analyses.otherQuestions };
  return (
    <>
      {asks.includes("level") && either("level", { top: texts.top, code: texts.code })}
      {asks.includes("unit") && either("unit", { person: texts.person, overlap: texts.overlap })}
      {asks.includes("attribute") && pick("attribute", options(values.keys()))}
      {asks.includes("group") && pick("group", options(values.get(choice.attribute ?? "") ?? []))}
      {asks.includes("survey") && pick("by", listGroupings(survey.variables, show))}
      {asks.includes("survey") && pick("variable", listMeasures(survey.variables, survey.definition, names))}
    </>
  );
}
