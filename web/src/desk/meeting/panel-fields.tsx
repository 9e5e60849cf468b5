import { Card, Checkbox, Form, Input, Select } from "antd";
import { blankPanel } from "../../session/blank-meeting.ts";
import { useTexts } from "../texts.tsx";
import { PersonSelect } from "./person-select.tsx";

const verdicts = ["一致同意", "原则同意", "不同意"].map((value) => ({ value, label: value }));
const panel = (name: keyof typeof blankPanel) => ["meeting", "panel", name];

/** The panel's conclusion; unticking takes it out of the record. */
export function PanelFields() {
  const texts = useTexts().meetings;
  const form = Form.useFormInstance();
  const stands = (Form.useWatch(["meeting", "panel"], form) ?? null) !== null;
  return (
    <Card size="small" title={texts.panel}>
      <Form.Item
        name={["meeting", "panel"]}
        getValueProps={(value: object | null) => ({ checked: value !== null && value !== undefined })}
        getValueFromEvent={(event: { readonly target: { readonly checked: boolean } }) =>
          event.target.checked ? blankPanel : null
        }
      >
        <Checkbox>{texts.hasPanel}</Checkbox>
      </Form.Item>
      {stands && <OpinionFields />}
    </Card>
  );
}

function OpinionFields() {
  const texts = useTexts().meetings;
  return (
    <>
      <div className="fields">
        <Form.Item name={panel("leader")} label={texts.leader}>
          <PersonSelect label={texts.leader} clearable />
        </Form.Item>
        <Form.Item name={panel("verdict")} label={texts.verdict} normalize={(value?: string) => value ?? null}>
          <Select allowClear options={verdicts} />
        </Form.Item>
      </div>
      <Form.Item name={panel("heard")} label={texts.heard}>
        <Input.TextArea autoSize={{ minRows: 1 }} />
      </Form.Item>
      <Form.Item
        name={panel("conclusions")}
        label={texts.conclusions}
        getValueProps={(value: readonly string[] = []) => ({ value: value.join("\n") })}
        normalize={(value: string) => (value === "" ? [] : value.split("\n"))}
      >
        <Input.TextArea autoSize={{ minRows: 3 }} />
      </Form.Item>
      <Form.Item name={panel("problems")} label={texts.problems} extra={texts.problemsNote}>
        <Input.TextArea autoSize={{ minRows: 2 }} />
      </Form.Item>
    </>
  );
}
