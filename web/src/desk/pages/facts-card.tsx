import { routes } from "@diaoyan/api/contract";
import { factsOf, isStandIn, type StudyFacts, studyFactNames } from "@diaoyan/instruments";
import { Alert, Card, Form, Input } from "antd";
import { useEffect, useRef } from "react";
import { Link, useLocation } from "react-router";
import { useAction } from "../api.ts";
import { useTexts } from "../texts.tsx";
import { FormDialog } from "../ui/form-dialog.tsx";
import { mayCall, useStudy } from "../use-study.ts";

/** Anchor of the card, so that other pages can lead to it. */
const anchor = "facts";
const mayBeEmpty: readonly string[] = ["team", "funding", "contact"];

/** Says what the study still has to say of itself, to whoever can fill it in. */
export function OpenFacts() {
  const texts = useTexts();
  const { about, role } = useStudy();
  const facts = factsOf(about);
  const open = studyFactNames.filter((name) => isStandIn(facts[name]));
  if (open.length === 0 || !mayCall(role, routes.saveStudyFacts)) return null;
  const names = open.map((name) => texts.facts.names[name]).join("、");
  return (
    <Alert
      type="warning"
      showIcon
      className="problem"
      title={texts.facts.open(names)}
      action={<Link to={`#${anchor}`}>{texts.facts.fill}</Link>}
    />
  );
}

/** Who has the study done, who does it and who pays; filled in here by those who may. */
export function FactsCard() {
  const texts = useTexts();
  const { about, role } = useStudy();
  const { hash } = useLocation();
  const card = useRef<HTMLDivElement>(null);
  const facts = factsOf(about);
  useEffect(() => {
    if (hash === `#${anchor}`) card.current?.scrollIntoView({ block: "center" });
  }, [hash]);
  return (
    <Card ref={card} id={anchor} size="small" className="about-study" title={texts.facts.title}>
      <p className="note">{texts.facts.note}</p>
      <dl className="facts">
        {studyFactNames.map((name) => (
          <div key={name}>
            <dt>{texts.facts.names[name]}</dt>
            <dd className={isStandIn(facts[name]) ? "unmet" : ""}>{facts[name] || texts.facts.empty}</dd>
          </div>
        ))}
      </dl>
      {mayCall(role, routes.saveStudyFacts) && <FactsDialog facts={facts} />}
    </Card>
  );
}

function FactsDialog({ facts }: { readonly facts: StudyFacts }) {
  const texts = useTexts();
  const { id: study } = useStudy();
  const save = useAction(routes.saveStudyFacts);
  const filled = Object.fromEntries(studyFactNames.map((name) => [name, isStandIn(facts[name]) ? "" : facts[name]]));
  const send = async (typed: Partial<StudyFacts>, onDone: () => void) => {
    const body = { ...facts };
    for (const name of studyFactNames) {
      const text = (typed[name] ?? "").trim();
      // what was left empty keeps its stand-in
      if (text !== "" || !isStandIn(facts[name])) body[name] = text;
    }
    await save.mutateAsync({ params: { study }, body });
    onDone();
  };
  return (
    <FormDialog<Partial<StudyFacts>>
      title={texts.facts.edit}
      okText={texts.save}
      initialValues={filled}
      busy={save.isPending}
      error={save.error}
      onSend={(typed, onDone) => void send(typed, onDone).catch(() => undefined)}
    >
      {studyFactNames.map((name) => (
        <Form.Item
          key={name}
          name={name}
          label={texts.facts.names[name]}
          rules={
            mayBeEmpty.includes(name) || isStandIn(facts[name])
              ? []
              : [{ required: true, whitespace: true, message: texts.facts.required }]
          }
        >
          <Input maxLength={500} placeholder={isStandIn(facts[name]) ? facts[name] : ""} />
        </Form.Item>
      ))}
    </FormDialog>
  );
}
