import { Card, Form, Input, Select } from "antd";
import { useTexts } from "../texts.tsx";

const asOptions = (values: readonly string[]) => values.map((value) => ({ value, label: value }));
const kinds = asOptions(["专家", "管理", "人才", "企业"]);
const attendances = asOptions(["纸质签到", "扫码签到", "线上签到", "未到"]);

/** 参会人员表: the seat of each participant, without a name. */
export function Seats() {
  const texts = useTexts().meetings;
  return (
    <Card size="small" title={texts.seats} extra={<span className="note">{texts.seatsNote}</span>}>
      <Form.List name="participants">
        {(fields) => (
          <div className="stack">
            {fields.map(({ key, name }) => (
              <div key={key} className="meeting-row">
                <Form.Item name={[name, "person"]} label={texts.person}>
                  <Input readOnly variant="borderless" />
                </Form.Item>
                <Form.Item name={[name, "seat", "unit"]} label={texts.unit}>
                  <Input />
                </Form.Item>
                <Form.Item name={[name, "seat", "position"]} label={texts.position}>
                  <Input />
                </Form.Item>
                <Form.Item name={[name, "seat", "field"]} label={texts.field}>
                  <Input />
                </Form.Item>
                <Form.Item name={[name, "seat", "kind"]} label={texts.kind}>
                  <Select options={kinds} />
                </Form.Item>
                <Form.Item name={[name, "seat", "attendance"]} label={texts.attendance}>
                  <Select options={attendances} />
                </Form.Item>
              </div>
            ))}
          </div>
        )}
      </Form.List>
    </Card>
  );
}
