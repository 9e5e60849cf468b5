import type { Consent, ConsentKind } from "@diaoyan/instruments";
import { Button, Card, Form, Input, Radio, Select } from "antd";
import { useId } from "react";
import { sessionChoices, usualMethod } from "../../session/blank-session.ts";
import { lastConsent } from "../../session/last-consent.ts";
import { useTexts } from "../texts.tsx";
import "./participants.css";

/** The four consents, each with the last answer, when and how it was given; an answer given anew is noted beside the former. */
function Consents(props: {
  readonly value?: readonly Consent[];
  readonly onChange?: (value: readonly Consent[]) => void;
}) {
  const { value = [], onChange } = props;
  const decide = (consent: Consent) => onChange?.([...value, consent]);
  return (
    <div className="consents">
      {sessionChoices.consents.map((kind) => (
        <ConsentLine key={kind} kind={kind} last={lastConsent({ consents: value }, kind)} onDecide={decide} />
      ))}
    </div>
  );
}

interface LineProps {
  readonly kind: ConsentKind;
  readonly last: Consent | undefined;
  readonly onDecide: (consent: Consent) => void;
}

function ConsentLine({ kind, last, onDecide }: LineProps) {
  const texts = useTexts();
  // groups of one form item would else take each other's choice away
  const group = useId();
  const method = last?.method ?? usualMethod(kind);
  const decide = (granted: boolean, how: Consent["method"]) =>
    onDecide({ kind, granted, method: how, at: new Date().toISOString() as Consent["at"] });
  return (
    <div className="consent-line">
      <span>{texts.consents[kind]}</span>
      <Radio.Group
        name={group}
        aria-label={texts.consents[kind]}
        value={last?.granted ?? null}
        onChange={({ target }) => decide(target.value as boolean, method)}
        options={[
          { value: true, label: texts.fieldDesk.granted },
          { value: false, label: texts.fieldDesk.refused },
        ]}
      />
      {last !== undefined && (
        <>
          <Select
            size="small"
            aria-label={texts.fieldDesk.methodOf(texts.consents[kind])}
            value={method}
            options={sessionChoices.consentMethods.map((one) => ({ value: one, label: one }))}
            onChange={(how) => decide(last.granted, how)}
          />
          <span className="note">{texts.moment(last.at)}</span>
        </>
      )}
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
                <ConsentItem at={name} />
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

/** The team is asked nothing. */
function ConsentItem({ at }: { readonly at: number }) {
  const texts = useTexts();
  const role = Form.useWatch(["participants", at, "role"]) as string | undefined;
  return (
    <Form.Item name={[at, "consents"]} label={texts.sessions.consents} className="whole" hidden={role === "调研组"}>
      <Consents />
    </Form.Item>
  );
}
