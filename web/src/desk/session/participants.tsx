import type { Consent, ConsentKind } from "@diaoyan/instruments";
import { Button, Card, Checkbox, Form, Input, Select } from "antd";
import { sessionChoices } from "../../session/blank-session.ts";
import { lastConsent } from "../../session/last-consent.ts";
import { useTexts } from "../texts.tsx";

/** The four consents as boxes; ticking or unticking one records when and how it was given, the last decision counts. */
function Consents(props: {
  readonly value?: readonly Consent[];
  readonly onChange?: (value: readonly Consent[]) => void;
}) {
  const { value = [], onChange } = props;
  const texts = useTexts();
  const change = (kind: ConsentKind, granted: boolean) => {
    const at = new Date().toISOString() as Consent["at"];
    const method = lastConsent({ consents: value }, kind)?.method ?? "口头";
    onChange?.([...value, { kind, granted, method, at }]);
  };
  return (
    <div className="consents">
      {sessionChoices.consents.map((kind) => (
        <Checkbox
          key={kind}
          checked={lastConsent({ consents: value }, kind)?.granted ?? false}
          onChange={(event) => change(kind, event.target.checked)}
        >
          {texts.consents[kind]}
        </Checkbox>
      ))}
    </div>
  );
}

/** Who took part, by code and category, never by name; the role decides what is counted. */
export function Participants() {
  const texts = useTexts();
  const roles = sessionChoices.roles.map((value) => ({ value, label: value }));
  return (
    <Card
      size="small"
      title={texts.sessions.participants}
      extra={<span className="note">{texts.sessions.noNames}</span>}
    >
      <Form.List name="participants">
        {(fields, { add, remove }) => (
          <div className="stack">
            {fields.map(({ key, name }) => (
              <div key={key} className="participant">
                <Form.Item name={[name, "person"]} label={texts.sessions.person} rules={[{ required: true }]}>
                  <Input />
                </Form.Item>
                <Form.Item name={[name, "role"]} label={texts.sessions.role}>
                  <Select options={roles} />
                </Form.Item>
                <Form.Item name={[name, "category"]} label={texts.sessions.category}>
                  <Input placeholder={texts.sessions.categoryExample} />
                </Form.Item>
                <Form.Item name={[name, "duty"]} label={texts.fieldDesk.duty}>
                  <Select allowClear options={sessionChoices.duties.map((value) => ({ value, label: value }))} />
                </Form.Item>
                <Form.Item name={[name, "consents"]} label={texts.sessions.consents} className="whole">
                  <Consents />
                </Form.Item>
                <Button size="small" onClick={() => remove(name)}>
                  {texts.remove}
                </Button>
              </div>
            ))}
            <Button
              onClick={() => {
                const person = `P-${String(fields.length + 1).padStart(2, "0")}`;
                add({ person, role: "受访", category: "", consents: [] });
              }}
            >
              {texts.sessions.addParticipant}
            </Button>
          </div>
        )}
      </Form.List>
    </Card>
  );
}
