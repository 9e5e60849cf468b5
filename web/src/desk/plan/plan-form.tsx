import { type CallOutput, type Routes, routes } from "@diaoyan/api/contract";
import type { PlanItem, Protocol } from "@diaoyan/instruments";
import { Checkbox, Form, Input, InputNumber, Modal, Select } from "antd";
import { useState } from "react";
import { sessionChoices } from "../../session/blank-session.ts";
import { useAction, useRoute } from "../api.ts";
import { useLanguage, useTexts } from "../texts.tsx";
import { ProblemAlert } from "../ui/problem-alert.tsx";
import { useStudy } from "../use-study.ts";
import { isMoved, type PlanDraft, toDraft, toItem } from "./plan-draft.ts";

type Plan = CallOutput<Routes["getPlan"]>;

const asOptions = (values: readonly string[]) => values.map((value) => ({ value, label: value }));
const mostPeople = 200;

/** People of the roster who can be planned for, by unit; read only once somebody opens the list. */
function usePeople(unit: string, wanted: boolean) {
  const { id } = useStudy();
  const query = { limit: mostPeople, ...(unit === "" ? {} : { unit }) };
  const roster = useRoute(routes.getRoster, { params: { study: id }, query }, { enabled: wanted, staleTime: 60_000 });
  const people = roster.data?.people ?? [];
  const kinds = new Map(
    people.map(({ person, category, title, ageBand }) => [
      person,
      [category, title, ageBand].filter(Boolean).join("，"),
    ]),
  );
  return { people, kindOf: (person: string) => kinds.get(person), isLoading: roster.isFetching };
}

/** One planned item: what, where, when, by whom; moved with a reason, cancelled with a reason. */
export function PlanForm({
  item,
  plan,
  onClose,
}: {
  readonly item: PlanItem;
  readonly plan: Plan;
  readonly onClose: () => void;
}) {
  const texts = useTexts();
  const { id } = useStudy();
  const [form] = Form.useForm<PlanDraft>();
  const [wanted, setWanted] = useState(false);
  const unit = Form.useWatch("unit", form) ?? item.unit ?? "";
  const { people, kindOf, isLoading } = usePeople(unit, wanted);
  const save = useAction(routes.savePlanItem);
  const submit = (draft: PlanDraft) => {
    const next = toItem(item, { ...toDraft(item), ...draft }, kindOf);
    save.mutate({ params: { study: id, item: item.id }, body: { item: next as never } }, { onSuccess: onClose });
  };
  const names = people.map(({ person, name }) => ({ value: person, label: name }));
  const codes = item.participants
    .filter(({ person, role }) => role === "受访" && !people.some((one) => one.person === person))
    .map(({ person, category }) => ({ value: person as string, label: [person, category].filter(Boolean).join(" ") }));
  return (
    <Modal
      open
      title={item.revision === 0 ? texts.plan.add : texts.plan.edit}
      okText={texts.save}
      width="44rem"
      onOk={() => form.submit()}
      onCancel={onClose}
      confirmLoading={save.isPending}
    >
      <Form form={form} layout="vertical" initialValues={toDraft(item)} onFinish={submit}>
        <WhatFields />
        <WhenFields item={item} />
        <WhereFields plan={plan} />
        <Form.Item name="people" label={texts.plan.form.people} extra={texts.plan.form.peopleNote}>
          <Select
            mode="multiple"
            optionFilterProp="label"
            loading={isLoading}
            options={[...codes, ...names]}
            onOpenChange={(open) => open && setWanted(true)}
          />
        </Form.Item>
        <Form.Item name="assignees" label={texts.plan.form.assignees} extra={texts.plan.form.assigneesNote}>
          <Select
            mode="multiple"
            optionFilterProp="label"
            options={plan.team.map(({ user, name }) => ({ value: user, label: name }))}
          />
        </Form.Item>
        <Form.Item name="note" label={texts.plan.form.noteField}>
          <Input.TextArea autoSize={{ minRows: 2 }} />
        </Form.Item>
        {item.revision > 0 && <EndFields item={item} plan={plan} />}
      </Form>
      <ProblemAlert error={save.error} />
    </Modal>
  );
}

function WhatFields() {
  const { form: texts } = useTexts().plan;
  return (
    <>
      <Form.Item name="title" label={texts.title} rules={[{ required: true, whitespace: true, max: 500 }]}>
        <Input />
      </Form.Item>
      <div className="field-row">
        <Form.Item name="number" label={texts.number} rules={[{ max: 100 }]}>
          <Input placeholder="T4-SITE01-I01" />
        </Form.Item>
        <Form.Item name="type" label={texts.type}>
          <Select options={asOptions(sessionChoices.types)} />
        </Form.Item>
      </div>
      <div className="field-row">
        <Form.Item name="mode" label={texts.mode}>
          <Select options={asOptions(sessionChoices.modes)} />
        </Form.Item>
        <Form.Item name="personTimes" label={texts.personTimes}>
          <InputNumber min={0} max={500} precision={0} />
        </Form.Item>
      </div>
    </>
  );
}

function WhenFields({ item }: { readonly item: PlanItem }) {
  const { form: texts } = useTexts().plan;
  const form = Form.useFormInstance<PlanDraft>();
  const [from, to] = [Form.useWatch("from", form) ?? item.window.from, Form.useWatch("to", form) ?? item.window.to];
  const notBefore = {
    validator: (_: unknown, value: string) =>
      value < form.getFieldValue("from") ? Promise.reject(new Error(texts.windowRule)) : Promise.resolve(),
  };
  return (
    <>
      <div className="field-row">
        <Form.Item name="from" label={texts.from} rules={[{ required: true, message: texts.required }]}>
          <Input type="date" />
        </Form.Item>
        <Form.Item
          name="to"
          label={texts.to}
          dependencies={["from"]}
          rules={[{ required: true, message: texts.required }, notBefore]}
        >
          <Input type="date" />
        </Form.Item>
        <Form.Item name="minutes" label={texts.minutes}>
          <InputNumber min={0} max={10_080} precision={0} />
        </Form.Item>
      </div>
      {isMoved(item, { from, to }) && (
        <Form.Item
          name="moveReason"
          label={texts.moveReason}
          rules={[{ required: true, whitespace: true, message: texts.required, max: 500 }]}
        >
          <Input />
        </Form.Item>
      )}
    </>
  );
}

function WhereFields({ plan }: { readonly plan: Plan }) {
  const { form: texts } = useTexts().plan;
  const { show } = useLanguage();
  const { id } = useStudy();
  const guides = useRoute(routes.listProtocols, { params: { study: id } });
  const protocols = (guides.data?.protocols ?? []) as unknown as readonly Protocol[];
  const none = { value: "", label: "—" };
  return (
    <div className="field-row">
      <Form.Item name="unit" label={texts.unit}>
        <Select
          showSearch
          optionFilterProp="label"
          popupMatchSelectWidth={false}
          options={[
            { value: "", label: texts.noUnit },
            ...plan.units.map(({ code, name }) => ({ value: code, label: name })),
          ]}
        />
      </Form.Item>
      <Form.Item name="protocol" label={texts.protocol}>
        <Select
          popupMatchSelectWidth={false}
          options={[none, ...protocols.map((one) => ({ value: one.id, label: show(one.title) }))]}
        />
      </Form.Item>
    </div>
  );
}

/** How an item ends without its own session: cancelled, or held as another one. */
function EndFields({ item, plan }: { readonly item: PlanItem; readonly plan: Plan }) {
  const { form: texts } = useTexts().plan;
  const cancel = Form.useWatch("cancel") ?? item.cancelled !== null;
  const others = plan.lines.filter(({ outcome, session }) => outcome === "unplanned" || session === item.heldAs);
  const sessions = others.flatMap(({ session, number, title, day }) =>
    session === null ? [] : [{ value: session, label: [day, number, title].filter(Boolean).join(" ") }],
  );
  return (
    <>
      {sessions.length > 0 && (
        <Form.Item name="heldAs" label={texts.heldAs} extra={texts.heldAsNote}>
          <Select popupMatchSelectWidth={false} options={[{ value: "", label: "—" }, ...sessions]} />
        </Form.Item>
      )}
      <Form.Item name="cancel" valuePropName="checked">
        <Checkbox>{texts.cancel}</Checkbox>
      </Form.Item>
      {cancel && (
        <Form.Item
          name="cancelReason"
          label={texts.cancelReason}
          rules={[{ required: true, whitespace: true, message: texts.required, max: 500 }]}
        >
          <Input />
        </Form.Item>
      )}
    </>
  );
}
