import type { Protocol } from "@diaoyan/instruments";
import { Card, Checkbox, Form, Input, InputNumber, Select } from "antd";
import { sessionChoices } from "../../session/blank-session.ts";
import { useLanguage } from "../texts.tsx";
import { UnitField } from "./unit-field.tsx";

const asOptions = (values: readonly string[]) => values.map((value) => ({ value, label: value }));

/** Header of the record: what, when, where, by which protocol. */
export function SessionFields({ protocols }: { readonly protocols: readonly Protocol[] }) {
  const { texts, show } = useLanguage();
  const status = Form.useWatch("status");
  const required = [{ required: true }];
  const statuses = sessionChoices.statuses.map((value) => ({ value, label: texts.sessionStatus[value] }));
  const guides = protocols.map((protocol) => ({ value: protocol.id, label: show(protocol.title) }));
  return (
    <Card size="small" title={texts.sessions.header}>
      <div className="fields">
        <Form.Item name="number" label={texts.sessions.number} rules={required}>
          <Input placeholder="T4-SITE01-I01" />
        </Form.Item>
        <Form.Item name="title" label={texts.sessions.title} rules={required}>
          <Input />
        </Form.Item>
        <Form.Item name="type" label={texts.sessions.type}>
          <Select options={asOptions(sessionChoices.types)} />
        </Form.Item>
        <Form.Item name="mode" label={texts.sessions.mode}>
          <Select options={asOptions(sessionChoices.modes)} />
        </Form.Item>
        <Form.Item name="status" label={texts.status}>
          <Select options={statuses} />
        </Form.Item>
        {status === "cancelled" && (
          <Form.Item name="cancelReason" label={texts.sessions.cancelReason} rules={[{ max: 500 }]}>
            <Input />
          </Form.Item>
        )}
        <Form.Item name="day" label={texts.sessions.day} rules={required}>
          <Input type="date" />
        </Form.Item>
        <Form.Item name="startTime" label={texts.sessions.startTime}>
          <Input type="time" />
        </Form.Item>
        <Form.Item name="minutes" label={texts.sessions.minutes}>
          <InputNumber min={0} max={1_440} />
        </Form.Item>
        <UnitField />
        <Form.Item name={["site", "unitType"]} label={texts.sessions.unitType}>
          <Input />
        </Form.Item>
        <Form.Item name={["site", "pilotLevel"]} label={texts.sessions.pilotLevel}>
          <Select options={asOptions(sessionChoices.pilotLevels)} />
        </Form.Item>
        <Form.Item name={["site", "district"]} label={texts.sessions.district}>
          <Input />
        </Form.Item>
        <Form.Item name={["site", "keyUnit"]} valuePropName="checked">
          <Checkbox>{texts.sessions.keyUnit}</Checkbox>
        </Form.Item>
        <Form.Item name="protocol" label={texts.sessions.protocol} normalize={(value?: string) => value ?? null}>
          <Select allowClear options={guides} popupMatchSelectWidth={false} />
        </Form.Item>
      </div>
    </Card>
  );
}

/** Foot of the record; the reflection never leaves the study. */
export function SessionSummaryFields() {
  const { texts } = useLanguage();
  return (
    <Card size="small" title={texts.sessions.foot}>
      <Form.Item name="summary" label={texts.sessions.summary}>
        <Input.TextArea autoSize={{ minRows: 2 }} />
      </Form.Item>
      <Form.Item name="observation" label={texts.sessions.observation}>
        <Input.TextArea autoSize={{ minRows: 2 }} />
      </Form.Item>
      <Form.Item name="reflection" label={texts.sessions.reflection} extra={texts.sessions.reflectionNote}>
        <Input.TextArea autoSize={{ minRows: 2 }} />
      </Form.Item>
    </Card>
  );
}
