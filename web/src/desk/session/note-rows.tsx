import { routes } from "@diaoyan/api/contract";
import { newUuid } from "@diaoyan/api/contract/uuid";
import type { Codebook, Protocol } from "@diaoyan/instruments";
import { Button, Card, Checkbox, Form, Input, Select } from "antd";
import { useState } from "react";
import { sessionChoices } from "../../session/blank-session.ts";
import { formatStamp, parseStamp } from "../../session/time-stamp.ts";
import { useRoute } from "../api.ts";
import { useTexts } from "../texts.tsx";
import { useStudy } from "../use-study.ts";

/** Seconds since the session began, written mm:ss. */
function StampInput(props: { readonly value?: number; readonly onChange?: (value: number) => void }) {
  const { value = 0, onChange } = props;
  const texts = useTexts();
  const [typed, setTyped] = useState<string | null>(null);
  const leave = () => {
    const seconds = parseStamp(typed ?? "");
    if (seconds !== null) onChange?.(seconds);
    setTyped(null);
  };
  return (
    <Input
      className="stamp"
      aria-label={texts.sessions.stamp}
      value={typed ?? formatStamp(value)}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={leave}
    />
  );
}

/** Rows of notes: each with its time, question, kind, text, marks and codes. */
export function NoteRows({ protocol }: { readonly protocol: Protocol | undefined }) {
  const texts = useTexts();
  const { id } = useStudy();
  const [startedAt, setStartedAt] = useState<number | null>(null);
  const codebook = useRoute(routes.getCodebook, { params: { study: id } });
  const codes = ((codebook.data?.codebook ?? { codes: [] }) as unknown as Codebook).codes;
  const codeOptions = codes.map((code) => ({ value: code.id, label: `${code.number} ${code.name}` }));
  const questions = (protocol?.sections ?? []).flatMap((section) => section.questions);
  const questionOptions = questions.map((question) => ({ value: question.id, label: question.text }));
  const types = sessionChoices.noteTypes.map((value) => ({ value, label: value }));
  const strengths = [1, 2, 3].map((value) => ({ value, label: String(value) }));
  const newRow = () => {
    const t = startedAt === null ? 0 : Math.round((Date.now() - startedAt) / 1_000);
    const row = { id: newUuid(7), t, question: null, type: "要点", text: "", verbatim: false, codes: [] };
    return { ...row, strength: null, sensitive: false };
  };
  const clock = (
    <Button size="small" onClick={() => setStartedAt(startedAt === null ? Date.now() : null)}>
      {startedAt === null ? texts.sessions.startClock : texts.sessions.stopClock}
    </Button>
  );
  return (
    <Card size="small" title={texts.sessions.noteRows} extra={clock}>
      <Form.List name="notes">
        {(fields, { add, remove }) => (
          <div className="stack">
            {fields.map(({ key, name }) => (
              <div key={key} className="note-row">
                <div className="note-marks">
                  <Form.Item name={[name, "t"]}>
                    <StampInput />
                  </Form.Item>
                  <Form.Item name={[name, "type"]}>
                    <Select aria-label={texts.sessions.noteType} options={types} className="note-type" />
                  </Form.Item>
                  <Form.Item name={[name, "question"]} className="grow" normalize={(value?: string) => value ?? null}>
                    <Select
                      allowClear
                      aria-label={texts.sessions.question}
                      placeholder={texts.sessions.question}
                      options={questionOptions}
                    />
                  </Form.Item>
                  <Form.Item name={[name, "verbatim"]} valuePropName="checked">
                    <Checkbox>{texts.sessions.verbatim}</Checkbox>
                  </Form.Item>
                  <Form.Item name={[name, "sensitive"]} valuePropName="checked">
                    <Checkbox>{texts.sessions.sensitive}</Checkbox>
                  </Form.Item>
                </div>
                <Form.Item name={[name, "text"]} rules={[{ required: true, message: texts.sessions.noteEmpty }]}>
                  <Input.TextArea aria-label={texts.sessions.noteText} autoSize={{ minRows: 1 }} />
                </Form.Item>
                <div className="note-marks">
                  <Form.Item name={[name, "codes"]} className="grow">
                    <Select
                      mode="multiple"
                      aria-label={texts.sessions.codes}
                      placeholder={texts.sessions.codes}
                      options={codeOptions}
                      optionFilterProp="label"
                    />
                  </Form.Item>
                  <Form.Item name={[name, "strength"]} normalize={(value?: number) => value ?? null}>
                    <Select
                      allowClear
                      aria-label={texts.sessions.strength}
                      placeholder={texts.sessions.strength}
                      options={strengths}
                      className="note-type"
                    />
                  </Form.Item>
                  <Button onClick={() => remove(name)}>{texts.remove}</Button>
                </div>
              </div>
            ))}
            <Button onClick={() => add(newRow())}>{texts.sessions.addNote}</Button>
          </div>
        )}
      </Form.List>
    </Card>
  );
}
