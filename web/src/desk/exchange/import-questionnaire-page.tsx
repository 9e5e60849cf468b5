import { type CallOutput, type Routes, routes } from "@diaoyan/api/contract";
import type { QuestionnaireDefinition } from "@diaoyan/instruments";
import { Alert, Button, Descriptions, Popconfirm } from "antd";
import { useState } from "react";
import { useNavigate } from "react-router";
import { useAction } from "../api.ts";
import { useTexts } from "../texts.tsx";
import { FindingList } from "../ui/finding-list.tsx";
import { PageHead } from "../ui/page-head.tsx";
import { ProblemAlert } from "../ui/problem-alert.tsx";
import { useStudy } from "../use-study.ts";
import { ChooseFile } from "./choose-file.tsx";
import { countQuestions } from "./count-questions.ts";
import "./exchange.css";

type Read = CallOutput<Routes["readQuestionnaireFile"]>;

const listedFindings = 200;

/** What of a file cannot be kept as it is, errors first. */
function ReadFindings({ findings }: Pick<Read, "findings">) {
  const texts = useTexts().exchange;
  if (findings.length === 0) return <Alert type="success" showIcon title={texts.allKept} />;
  const errors = findings.filter(({ severity }) => severity === "error");
  const ordered = [...errors, ...findings.filter(({ severity }) => severity !== "error")];
  const listed = ordered.slice(0, listedFindings).map(({ path, ...finding }) => ({ ...finding, place: path }));
  return (
    <Alert
      type={errors.length > 0 ? "error" : "warning"}
      showIcon
      title={texts.notKept(errors.length, findings.length - errors.length)}
      description={
        <>
          <p>{texts.notStored}</p>
          <FindingList findings={listed} />
          {ordered.length > listed.length && <p>{texts.more(ordered.length - listed.length)}</p>}
        </>
      }
    />
  );
}

/** Saves what was read as a draft; asks first where something is missing in it, or where it replaces another. */
function SaveDraft({
  definition,
  errors,
  exists,
  revision,
}: {
  definition: QuestionnaireDefinition;
  errors: number;
  exists: boolean;
  revision: number;
}) {
  const texts = useTexts().exchange;
  const { id } = useStudy();
  const navigate = useNavigate();
  const save = useAction(routes.saveQuestionnaireDraft);
  const { name } = definition;
  const store = async () => {
    await save.mutateAsync({
      params: { study: id, questionnaire: name },
      query: { base: revision },
      body: definition as never,
    });
    await navigate(`/studies/${id}/questionnaires/${name}`);
  };
  const press = () => void store().catch(() => undefined);
  const question = [errors > 0 ? texts.saveAnywayConfirm(errors) : "", exists ? texts.replaceConfirm(name) : ""].join(
    "",
  );
  const button = (onClick?: () => void) => (
    <Button type="primary" loading={save.isPending} {...(onClick === undefined ? {} : { onClick })}>
      {errors > 0 ? texts.saveAnyway : texts.save}
    </Button>
  );
  return (
    <>
      {question === "" ? (
        button(press)
      ) : (
        <Popconfirm title={<span className="confirm-text">{question}</span>} onConfirm={press}>
          {button()}
        </Popconfirm>
      )}
      <ProblemAlert error={save.error} />
    </>
  );
}

function ReadResult({ read }: { readonly read: Read }) {
  const texts = useTexts().exchange;
  const definition = read.definition as unknown as QuestionnaireDefinition | null;
  const errors = read.findings.filter(({ severity }) => severity === "error").length;
  if (definition === null)
    return (
      <Alert
        type="error"
        showIcon
        title={texts.noQuestionnaire}
        description={
          <FindingList findings={read.findings.map(({ path, ...finding }) => ({ ...finding, place: path }))} />
        }
      />
    );
  const items = [
    { key: "title", label: texts.title, children: definition.title.zh },
    { key: "name", label: texts.name, children: <code>{definition.name}</code> },
    { key: "questions", label: texts.questions, children: countQuestions(definition.survey) },
  ];
  return (
    <>
      <Descriptions size="small" column={1} items={items} />
      {read.exists && <p className="note">{texts.exists(definition.name)}</p>}
      <div className="actions">
        <SaveDraft definition={definition} errors={errors} exists={read.exists} revision={read.revision} />
      </div>
      <ReadFindings findings={read.findings} />
    </>
  );
}

/** A questionnaire of another program: choose the file, see what cannot be kept, save it as a draft. */
export function ImportQuestionnairePage() {
  const texts = useTexts().exchange;
  const { id } = useStudy();
  const [name, setName] = useState("");
  const reading = useAction(routes.readQuestionnaireFile, { quiet: true });
  const choose = async (file: File) => {
    setName(file.name);
    const bytes = new Uint8Array(await file.arrayBuffer());
    await reading.mutateAsync({ params: { study: id }, query: { name: file.name }, bytes });
  };
  return (
    <div className="exchange">
      <PageHead title={texts.importQuestionnaire} note={texts.importNote}>
        <ChooseFile
          label={name === "" ? texts.choose : texts.chooseOther}
          accept=".xlsx,.json"
          busy={reading.isPending}
          onChoose={(file) => void choose(file).catch(() => undefined)}
        />
      </PageHead>
      {name !== "" && <p className="note">{name}</p>}
      <ProblemAlert error={reading.error} />
      {reading.data !== undefined && !reading.isPending && <ReadResult key={name} read={reading.data} />}
    </div>
  );
}
