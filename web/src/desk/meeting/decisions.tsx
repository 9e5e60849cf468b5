import { newUuid } from "@diaoyan/api/contract/uuid";
import { Button, Card, Form, Input, Select } from "antd";
import { sessionChoices } from "../../session/blank-session.ts";
import { useTexts } from "../texts.tsx";

const states = sessionChoices.decisionStates.map((value) => ({ value, label: value }));

/** What was decided, who sees to it, by when. */
export function Decisions() {
  const { meetings: texts, remove: removeText } = useTexts();
  return (
    <Card size="small" title={texts.decisions}>
      <Form.List name={["meeting", "decisions"]}>
        {(fields, { add, remove }) => (
          <div className="stack">
            {fields.map(({ key, name }) => (
              <div key={key} className="meeting-row">
                <Form.Item name={[name, "matter"]} label={texts.matter} rules={[{ required: true }]} className="whole">
                  <Input.TextArea autoSize={{ minRows: 1 }} />
                </Form.Item>
                <Form.Item name={[name, "owner"]} label={texts.owner}>
                  <Input />
                </Form.Item>
                <Form.Item
                  name={[name, "due"]}
                  label={texts.due}
                  getValueProps={(value: string | null) => ({ value: value ?? "" })}
                  normalize={(value: string) => value || null}
                >
                  <Input type="date" />
                </Form.Item>
                <Form.Item name={[name, "state"]} label={texts.state}>
                  <Select options={states} />
                </Form.Item>
                <Button size="small" onClick={() => remove(name)}>
                  {removeText}
                </Button>
              </div>
            ))}
            <Button onClick={() => add({ id: newUuid(7), matter: "", owner: "", due: null, state: "未开始" })}>
              {texts.addDecision}
            </Button>
          </div>
        )}
      </Form.List>
    </Card>
  );
}
