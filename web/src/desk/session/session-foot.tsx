import { newUuid } from "@diaoyan/api/contract/uuid";
import type { Session } from "@diaoyan/instruments";
import { Button, Card, Form, Input, Rate, Select } from "antd";
import type { ReactNode } from "react";
import { blankFoot, sessionChoices } from "../../session/blank-session.ts";
import { useTexts } from "../texts.tsx";
import "./session-foot.css";

const asOptions = (values: readonly string[]) => values.map((value) => ({ value, label: value }));
/** Nothing chosen is null in the record, not absent. */
const orNull = (value: unknown) => (value === undefined || value === "" || value === 0 ? null : value);

/** A session as the form takes it: with a foot, so that every field of it has its place. */
export function withFoot(session: Session): Session {
  return { ...session, foot: session.foot ?? blankFoot };
}

/** A session as it is stored: a foot in which nothing stands is left out. */
export function withoutBlankFoot(session: Session): Session {
  const { foot, ...rest } = session;
  return foot === undefined || JSON.stringify(foot) === JSON.stringify(blankFoot) ? rest : { ...rest, foot };
}

/** How it went, what is to be checked, what was asked for, who reviewed it. */
export function SessionFootFields() {
  const { fieldDesk: texts } = useTexts();
  return (
    <Card size="small" title={texts.footTitle}>
      <div className="fields">
        <Form.Item name={["foot", "cooperation"]} label={texts.cooperation} normalize={orNull}>
          <Rate />
        </Form.Item>
        <Form.Item name={["foot", "credibility"]} label={texts.credibility} normalize={orNull}>
          <Rate />
        </Form.Item>
        <Form.Item name={["foot", "novelty"]} label={texts.novelty} normalize={orNull}>
          <Select allowClear options={asOptions(sessionChoices.novelties)} />
        </Form.Item>
        <Form.Item name={["foot", "caseLead"]} label={texts.caseLead} normalize={orNull}>
          <Select allowClear options={asOptions(sessionChoices.caseLeads)} />
        </Form.Item>
        <Form.Item name={["foot", "consentForm"]} label={texts.consentForm}>
          <Input />
        </Form.Item>
        <Form.Item name={["foot", "reviewer"]} label={texts.reviewer}>
          <Input />
        </Form.Item>
        <Form.Item name={["foot", "reviewedOn"]} label={texts.reviewedOn} normalize={orNull}>
          <Input type="date" />
        </Form.Item>
      </div>
      {(["ratingReason", "contradictions", "caseNote"] as const).map((field) => (
        <Form.Item key={field} name={["foot", field]} label={texts[field]}>
          <Input.TextArea autoSize={{ minRows: 1 }} />
        </Form.Item>
      ))}
      <Rows
        name="followUps"
        title={texts.followUps}
        add={texts.addFollowUp}
        make={() => ({ id: newUuid(7), matter: "", owner: "", due: null, state: "待核实", outcome: "" })}
      >
        {(at) => (
          <>
            <Form.Item name={[at, "matter"]} label={texts.matter} className="whole">
              <Input.TextArea autoSize={{ minRows: 1 }} />
            </Form.Item>
            <Form.Item name={[at, "owner"]} label={texts.owner}>
              <Input />
            </Form.Item>
            <Form.Item name={[at, "due"]} label={texts.due} normalize={orNull}>
              <Input type="date" />
            </Form.Item>
            <Form.Item name={[at, "state"]} label={texts.state}>
              <Select options={asOptions(sessionChoices.followUpStates)} />
            </Form.Item>
            <Form.Item name={[at, "outcome"]} label={texts.outcome}>
              <Input />
            </Form.Item>
          </>
        )}
      </Rows>
      <Rows
        name="materials"
        title={texts.materials}
        add={texts.addMaterial}
        make={() => ({ id: newUuid(7), name: "", state: "待提供", note: "" })}
      >
        {(at) => (
          <>
            <Form.Item name={[at, "name"]} label={texts.materialName} className="whole">
              <Input />
            </Form.Item>
            <Form.Item name={[at, "state"]} label={texts.state}>
              <Select options={asOptions(sessionChoices.materialStates)} />
            </Form.Item>
            <Form.Item name={[at, "note"]} label={texts.materialNote} className="rest">
              <Input />
            </Form.Item>
          </>
        )}
      </Rows>
    </Card>
  );
}

interface RowsProps {
  readonly name: "followUps" | "materials";
  readonly title: string;
  readonly add: string;
  readonly make: () => object;
  readonly children: (at: number) => ReactNode;
}

function Rows({ name, title, add, make, children }: RowsProps) {
  const texts = useTexts();
  return (
    <Form.List name={["foot", name]}>
      {(fields, list) => (
        <section className="foot-rows">
          <h3>{title}</h3>
          {fields.map(({ key, name: at }) => (
            <div key={key} className="foot-row">
              {children(at)}
              <Button size="small" onClick={() => list.remove(at)}>
                {texts.remove}
              </Button>
            </div>
          ))}
          <Button onClick={() => list.add(make())}>{add}</Button>
        </section>
      )}
    </Form.List>
  );
}
