import { routes } from "@diaoyan/api/contract";
import { Alert, Button, Form, Input, Popconfirm, Select } from "antd";
import { useState } from "react";
import { dayInChina } from "../../china-time.ts";
import { client, problemOf, useRoute } from "../api.ts";
import { useTexts } from "../texts.tsx";
import { ForRole } from "../ui/for-role.tsx";
import { LeftOutLines } from "../ui/left-out-lines.tsx";
import { PageHead } from "../ui/page-head.tsx";
import { ProblemAlert } from "../ui/problem-alert.tsx";
import { QueryView } from "../ui/query-view.tsx";
import { saveAnswer } from "../ui/save-answer.ts";
import { useStudy } from "../use-study.ts";
import { type Addressee, readUnits } from "./read-units.ts";
import "./letters.css";

interface Sending {
  readonly questionnaire: string;
  /** Empty: paper only. */
  readonly collector: string;
  readonly day?: string;
  readonly deadline?: string;
  readonly returnBy?: string;
  readonly units?: string;
}

const today = (): string => dayInChina(Date.now());

/** Asks for the letters and hands them out: one as a document, several as a zip. */
async function download(study: string, { units: _, ...given }: Sending, addressees: readonly Addressee[]) {
  const sending = {
    questionnaire: given.questionnaire,
    collector: given.collector || null,
    day: given.day || null,
    deadline: given.deadline || null,
    returnBy: given.returnBy?.trim() ?? "",
  };
  const params = { study };
  const [addressee] = addressees;
  const answer =
    addressees.length === 1 && addressee !== undefined
      ? await client.call(routes.writeLetter, { params, body: { ...sending, addressee } })
      : await client.call(routes.writeLetters, { params, body: { ...sending, addressees: [...addressees] } });
  await saveAnswer(answer, "letters");
}

/** Questionnaires that are out, and the open links to the chosen one. */
function useChoices(questionnaire: string | undefined) {
  const { id } = useStudy();
  const texts = useTexts().letters;
  const questionnaires = useRoute(routes.listQuestionnaires, { params: { study: id } });
  const collectors = useRoute(routes.listCollectors, { params: { study: id } });
  const published = (questionnaires.data?.questionnaires ?? []).filter(({ versions }) => versions.length > 0);
  const links = (collectors.data?.collectors ?? []).filter(
    (one) => one.questionnaire === questionnaire && !one.invitedOnly && one.open,
  );
  return {
    questionnaires: published.map(({ name, title }) => ({ value: name, label: title })),
    links: [{ value: "", label: texts.paperOnly }, ...links.map(({ id: value, label }) => ({ value, label }))],
  };
}

function LetterForm() {
  const texts = useTexts().letters;
  const { id } = useStudy();
  const [form] = Form.useForm<Sending>();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const questionnaire = Form.useWatch("questionnaire", form);
  const { addressees, problems } = readUnits(Form.useWatch("units", form) ?? "");
  const said = problems.map(({ problem, ...line }) => ({ ...line, problem, why: texts.lineProblems[problem] }));
  const leftOut = said.filter(({ problem }) => problem !== "noContact");
  const bare = said.filter(({ problem }) => problem === "noContact");
  const choices = useChoices(questionnaire);
  const write = async (given: Sending) => {
    setBusy(true);
    setError(null);
    try {
      await download(id, given, addressees);
    } catch (refused) {
      setError(refused);
    } finally {
      setBusy(false);
    }
  };
  const explain = () => {
    const linked = form.getFieldValue("collector") !== "";
    const written = form.getFieldValue("returnBy") as string;
    // only what was not written by hand is exchanged
    if ([texts.returnOnline, texts.returnPaper].includes(written)) {
      form.setFieldValue("returnBy", linked ? texts.returnOnline : texts.returnPaper);
    }
  };
  return (
    <Form<Sending>
      form={form}
      layout="vertical"
      className="letter-form"
      initialValues={{ collector: "", day: today(), returnBy: texts.returnPaper }}
      onFinish={(given) => void write(given)}
    >
      <div className="field-row">
        <Form.Item name="questionnaire" label={texts.questionnaire} rules={[{ required: true }]}>
          <Select options={choices.questionnaires} onChange={() => form.setFieldValue("collector", "")} />
        </Form.Item>
        <Form.Item name="collector" label={texts.link} extra={texts.linkNote}>
          <Select options={choices.links} onChange={explain} />
        </Form.Item>
      </div>
      <div className="field-row">
        <Form.Item name="day" label={texts.day}>
          <Input type="date" />
        </Form.Item>
        <Form.Item name="deadline" label={texts.deadline}>
          <Input type="date" />
        </Form.Item>
      </div>
      <Form.Item name="returnBy" label={texts.returnBy}>
        <Input.TextArea rows={2} maxLength={300} />
      </Form.Item>
      <Form.Item
        name="units"
        label={texts.units}
        extra={texts.unitsNote}
        rules={[{ required: true, whitespace: true }]}
      >
        <Input.TextArea rows={6} placeholder={texts.unitsExample} />
      </Form.Item>
      <LeftOutLines lines={leftOut} title={texts.leftOut(leftOut.length)} say={texts.badLine} more={texts.moreLines} />
      <LeftOutLines lines={bare} title={texts.withoutContact(bare.length)} say={texts.badLine} more={texts.moreLines} />
      <ProblemAlert error={error} />
      <Popconfirm
        title={
          <span className="letter-confirm">
            {texts.leaveOutConfirm(
              leftOut.map(({ line }) => line),
              addressees.length,
            )}
          </span>
        }
        disabled={leftOut.length === 0}
        onConfirm={() => form.submit()}
      >
        <Button
          type="primary"
          htmlType={leftOut.length === 0 ? "submit" : "button"}
          loading={busy}
          disabled={addressees.length === 0}
        >
          {texts.write(addressees.length)}
        </Button>
      </Popconfirm>
    </Form>
  );
}

/** Cover letters to units, from the template of the study. */
export function LettersPage() {
  const texts = useTexts().letters;
  const { id, about } = useStudy();
  const template = useRoute(routes.getLetter, { params: { study: id } });
  if (problemOf(template.error)?.code === "letter.notFound") {
    return (
      <>
        <PageHead title={texts.title} note={texts.note} />
        <Alert type="info" showIcon title={texts.noTemplate} />
      </>
    );
  }
  return (
    <>
      <PageHead title={texts.title} note={texts.note} />
      <QueryView query={template}>
        {({ version, title, markdown, unfilled }) => (
          <div className="stack">
            {unfilled.length > 0 && !about.simulated && (
              <Alert type="warning" showIcon title={texts.unfilled} description={unfilled.join("、")} />
            )}
            <ForRole needs={routes.writeLetters}>
              <LetterForm />
            </ForRole>
            <details className="letter-text">
              <summary>
                {texts.preview}（{texts.template(version)}）
              </summary>
              <h2>{title}</h2>
              <pre>{markdown}</pre>
            </details>
          </div>
        )}
      </QueryView>
    </>
  );
}
