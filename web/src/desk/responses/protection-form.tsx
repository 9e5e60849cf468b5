import { type DataFileFormat, dataFileFormats, routes } from "@diaoyan/api/contract";
import type { QuestionnaireDefinition, Variable } from "@diaoyan/instruments";
import { Button, Checkbox, Form, InputNumber, Select, Space } from "antd";
import { useRef, useState } from "react";
import { groupByPage, toOptions } from "../analysis/param-fields.ts";
import { client, useRoute } from "../api.ts";
import { useLanguage } from "../texts.tsx";
import { ProblemAlert } from "../ui/problem-alert.tsx";
import { saveAnswer } from "../ui/save-answer.ts";
import { useStudy } from "../use-study.ts";
import { AnonymityView, type ProtectionReport } from "./anonymity-view.tsx";
import { CoarsenField } from "./coarsen-field.tsx";
import { backgroundVariables, type Key, readLimits, toProtection } from "./protection.ts";
import "./protection.css";

/** Formats that hold the protected answers; SurveyJS holds them as they were given. */
const formats = ["csv", ...dataFileFormats.filter((format) => format !== "surveyjs")] as const;

/** Background variables, how they are made coarser, what that does, and the download: of what was checked, nothing else. */
export function ProtectionForm({ questionnaire }: { readonly questionnaire: string }) {
  const { texts, show } = useLanguage();
  const words = texts.protection;
  const { id } = useStudy();
  const params = { study: id, questionnaire };
  const found = useRoute(routes.getQuestionnaire, { params });
  const [keys, setKeys] = useState<readonly Key[]>([]);
  const [k, setK] = useState<number | null>(null);
  const [suppress, setSuppress] = useState(false);
  const [format, setFormat] = useState<DataFileFormat | "csv">("csv");
  const [report, setReport] = useState<ProtectionReport | null>(null);
  const [busy, setBusy] = useState(false);
  const [done, setDone] = useState(false);
  const [error, setError] = useState<unknown>(null);
  // an answer to settings that were changed meanwhile is none
  const turn = useRef(0);
  const definition = (found.data?.published ?? null) as unknown as QuestionnaireDefinition | null;
  const all = (found.data?.variables ?? []) as unknown as readonly Variable[];
  const variables = backgroundVariables(all, definition);
  const names = { show, derived: texts.analyses.derived, others: texts.analyses.otherQuestions };
  const isReady = keys.length > 0 && keys.every(({ limits }) => readLimits(limits) !== null);
  const asked = toProtection(keys, [...all, ...variables], { k, suppress });
  const changed = <Value,>(set: (value: Value) => void) => {
    return (value: Value) => {
      turn.current += 1;
      setReport(null);
      setDone(false);
      setError(null);
      set(value);
    };
  };
  const run = async (work: () => Promise<void>) => {
    setBusy(true);
    setError(null);
    try {
      await work();
    } catch (refused) {
      setError(refused);
    }
    setBusy(false);
  };
  const check = () =>
    run(async () => {
      const own = turn.current;
      const answer = await client.call(routes.assessAnonymity, { params, body: asked as never });
      if (own === turn.current) setReport(answer);
    });
  const download = () =>
    run(async () => {
      const body = { protect: asked, ...(format === "csv" ? {} : { format }) };
      await saveAnswer(
        await client.call(routes.exportProtected, { params, body: body as never }),
        `${questionnaire}.zip`,
      );
      setDone(true);
    });
  const choose = changed((chosen: readonly string[]) =>
    setKeys(chosen.map((name) => keys.find((key) => key.name === name) ?? { name, merges: [], limits: "" })),
  );
  const change = changed((next: Key) => setKeys(keys.map((key) => (key.name === next.name ? next : key))));
  return (
    <Form layout="vertical" className="protection-form">
      <p className="note">{words.note}</p>
      <Form.Item label={words.keys} htmlFor="protection-keys">
        <Select
          id="protection-keys"
          mode="multiple"
          showSearch
          optionFilterProp="label"
          loading={found.isPending}
          placeholder={words.keysHint}
          value={keys.map(({ name }) => name)}
          options={toOptions(groupByPage(variables, definition, names))}
          onChange={choose}
        />
      </Form.Item>
      {keys.map((key) => (
        <CoarsenField
          key={key.name}
          value={key}
          variable={variables.find(({ name }) => name === key.name)}
          onChange={change}
        />
      ))}
      <Form.Item label={words.k} htmlFor="protection-k">
        <InputNumber
          id="protection-k"
          style={{ width: "12rem" }}
          min={2}
          max={1_000}
          precision={0}
          value={k}
          placeholder={words.usual}
          onChange={changed(setK)}
        />
      </Form.Item>
      <Form.Item>
        <Checkbox checked={suppress} onChange={(event) => changed(setSuppress)(event.target.checked)}>
          {words.suppress}
        </Checkbox>
      </Form.Item>
      <Space wrap>
        <Button
          type={report === null ? "primary" : "default"}
          disabled={!isReady}
          loading={busy && report === null}
          onClick={() => void check()}
        >
          {words.check}
        </Button>
        <Select
          aria-label={texts.responses.format}
          popupMatchSelectWidth={false}
          value={format}
          options={formats.map((value) => ({ value, label: texts.responses.formats[value] }))}
          onChange={setFormat}
        />
        <Button
          type={report === null ? "default" : "primary"}
          disabled={report === null}
          loading={busy && report !== null}
          onClick={() => void download()}
        >
          {words.download}
        </Button>
        {report === null && <span className="note">{words.checkFirst}</span>}
      </Space>
      <ProblemAlert error={error ?? found.error} />
      <div aria-live="polite">
        {report !== null && <AnonymityView report={report} suppresses={suppress} />}
        {done && <p className="note">{words.done}</p>}
      </div>
    </Form>
  );
}
