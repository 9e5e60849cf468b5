import { newUuid } from "@diaoyan/api/contract/uuid";
import { Button, Card, Form, Input, Select } from "antd";
import { useTexts } from "../texts.tsx";
import { PersonSelect } from "./person-select.tsx";

const asOptions = (values: readonly string[]) => values.map((value) => ({ value, label: value }));
const kinds = asOptions(["意见", "建议", "异议", "数据"]);
const adoptions = asOptions(["采纳", "部分采纳", "未采纳"]);

/** What was said and what became of it: the adoption ledger 采纳情况台账. */
export function Opinions() {
  const { meetings: texts, remove: removeText } = useTexts();
  const required = [{ required: true }];
  return (
    <Card size="small" title={texts.opinions}>
      <Form.List name={["meeting", "opinions"]}>
        {(fields, { add, remove }) => (
          <div className="stack">
            {fields.map(({ key, name }) => (
              <div key={key} className="meeting-row">
                <Form.Item name={[name, "speaker"]} label={texts.speaker} rules={required}>
                  <PersonSelect label={texts.speaker} />
                </Form.Item>
                <Form.Item name={[name, "kind"]} label={texts.opinionKind}>
                  <Select options={kinds} />
                </Form.Item>
                <Form.Item
                  name={[name, "adoption"]}
                  label={texts.adoption}
                  normalize={(value?: string) => value ?? null}
                >
                  <Select allowClear options={adoptions} placeholder={texts.undecided} />
                </Form.Item>
                <Form.Item name={[name, "chapter"]} label={texts.chapter}>
                  <Input />
                </Form.Item>
                <Form.Item name={[name, "point"]} label={texts.point} rules={required} className="whole">
                  <Input.TextArea autoSize={{ minRows: 1 }} />
                </Form.Item>
                <Form.Item name={[name, "reason"]} label={texts.reason} className="whole">
                  <Input.TextArea autoSize={{ minRows: 1 }} />
                </Form.Item>
                <Button size="small" onClick={() => remove(name)}>
                  {removeText}
                </Button>
              </div>
            ))}
            <Button
              onClick={() => add({ id: newUuid(7), kind: "意见", point: "", adoption: null, reason: "", chapter: "" })}
            >
              {texts.addOpinion}
            </Button>
          </div>
        )}
      </Form.List>
    </Card>
  );
}
