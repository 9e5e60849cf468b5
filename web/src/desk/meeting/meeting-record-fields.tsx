import { Card, Form, Input, InputNumber } from "antd";
import { useTexts } from "../texts.tsx";

const lines = ["place", "organiser", "undertaker", "chair", "signedBy"] as const;
const numbers = ["sequence", "expected", "present", "online"] as const;
const longTexts = ["agenda", "documents", "consensus", "reserved"] as const;

/** Where, by whom, how many, and what was agreed. */
export function MeetingRecordFields() {
  const texts = useTexts().meetings;
  return (
    <Card size="small" title={texts.record}>
      <div className="fields">
        {lines.map((name) => (
          <Form.Item key={name} name={["meeting", name]} label={texts[name]}>
            <Input />
          </Form.Item>
        ))}
        {numbers.map((name) => (
          <Form.Item key={name} name={["meeting", name]} label={texts[name]}>
            <InputNumber min={name === "sequence" ? 1 : 0} max={10_000} precision={0} />
          </Form.Item>
        ))}
        <Form.Item
          name={["meeting", "signedOn"]}
          label={texts.signedOn}
          getValueProps={(value: string | null) => ({ value: value ?? "" })}
          normalize={(value: string) => value || null}
        >
          <Input type="date" />
        </Form.Item>
      </div>
      {longTexts.map((name) => (
        <Form.Item key={name} name={["meeting", name]} label={texts[name]}>
          <Input.TextArea autoSize={{ minRows: 2 }} />
        </Form.Item>
      ))}
    </Card>
  );
}
