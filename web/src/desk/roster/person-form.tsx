import { type RosterPersonLine, type RosterUnitLine, routes } from "@diaoyan/api/contract";
import { type RosterField, readRosterRow } from "@diaoyan/instruments";
import { Alert, App, Checkbox, Form, Input, Modal, Select } from "antd";
import { dayInChina } from "../../china-time.ts";
import { problemOf, useAction } from "../api.ts";
import { useTexts } from "../texts.tsx";
import { ProblemAlert } from "../ui/problem-alert.tsx";
import { useStudy } from "../use-study.ts";
import { useFieldLabel } from "./field-labels.ts";

export type EditedPerson = Omit<RosterPersonLine, "unit"> & { readonly unit: string | null };
type Values = Omit<EditedPerson, "person" | "state"> & { readonly another?: boolean };

const cellFields = ["name", "phone", "email", "category", "title", "ageBand", "education", "field", "level"] as const;
type CellField = (typeof cellFields)[number];

/** Somebody new under a code that says nothing. */
export function newPerson(unit: string): EditedPerson {
  const cells = Object.fromEntries(cellFields.map((field) => [field, ""])) as Record<CellField, string>;
  const person = `r-${crypto.randomUUID().replaceAll("-", "").slice(0, 16)}`;
  return { ...cells, person, unit: unit === "" ? null : unit, source: "", state: "" };
}

/** What is wrong with a cell, by the rules a file is read by; null where it can be taken. */
function findFault(field: RosterField, value: string): string | null {
  const cells = { name: "甲", unit: "甲", [field]: value };
  const on = dayInChina(Date.now());
  return readRosterRow(1, cells, { kind: "people", on }).faults[0]?.reason ?? null;
}

/** One person of the roster, added or changed; a likely double is shown and saved only when somebody says that it is none. */
export function PersonForm(props: {
  readonly person: EditedPerson;
  readonly units: readonly RosterUnitLine[];
  readonly onClose: () => void;
}) {
  const { person: edited, units, onClose } = props;
  const texts = useTexts();
  const { id } = useStudy();
  const { message: toast } = App.useApp();
  const label = useFieldLabel();
  const [form] = Form.useForm<Values>();
  const save = useAction(routes.savePerson);
  const { person, state } = edited;
  const problem = problemOf(save.error);
  const twins = problem?.code === "roster.likelyTwin" ? (problem.errors ?? []).map(({ message }) => message) : null;
  const submit = ({ unit, source, another = false, ...cells }: Values) => {
    if (save.isPending) return;
    const body = { person: cells, unit: unit ?? "", source: source.trim(), state, another };
    save.mutate(
      { params: { study: id, person }, body },
      {
        onSuccess: () => {
          void toast.success(texts.roster.savedPerson);
          onClose();
        },
      },
    );
  };
  return (
    <Modal
      open
      title={state === "" ? texts.roster.addPerson : texts.roster.editPerson}
      okText={texts.save}
      width="44rem"
      onOk={() => form.submit()}
      onCancel={onClose}
      confirmLoading={save.isPending}
    >
      <Form form={form} layout="vertical" initialValues={edited} onFinish={submit}>
        <div className="field-row">
          <CellItem field="name" required />
          <Form.Item name="unit" label={label("unit")} rules={[{ required: true, message: texts.plan.form.required }]}>
            <Select
              showSearch
              optionFilterProp="label"
              popupMatchSelectWidth={false}
              options={units.map(({ code, name, aliases }) => ({
                value: code,
                label: [name, ...aliases].join("／"),
              }))}
            />
          </Form.Item>
        </div>
        <div className="field-row">
          <CellItem field="phone" />
          <CellItem field="email" />
        </div>
        <div className="field-row">
          <CellItem field="category" />
          <CellItem field="title" />
        </div>
        <div className="field-row">
          <CellItem field="ageBand" extra={texts.roster.ageHint} />
          <CellItem field="education" />
        </div>
        <div className="field-row">
          <CellItem field="field" />
          <CellItem field="level" />
        </div>
        <Form.Item
          name="source"
          label={texts.roster.source}
          rules={[{ required: true, whitespace: true, message: texts.plan.form.required, max: 500 }]}
        >
          <Input placeholder={texts.roster.import.sourceHint} />
        </Form.Item>
        {twins === null ? <ProblemAlert error={save.error} /> : <Twins names={twins} />}
      </Form>
    </Modal>
  );
}

/** Who it may be, and the word that it is nobody of them. */
function Twins({ names }: { readonly names: readonly string[] }) {
  const texts = useTexts().roster;
  return (
    <Alert
      type="warning"
      showIcon
      title={texts.twins}
      description={
        <>
          <ul>
            {names.map((name) => (
              <li key={name}>{name}</li>
            ))}
          </ul>
          <Form.Item name="another" valuePropName="checked" noStyle>
            <Checkbox>{texts.another}</Checkbox>
          </Form.Item>
        </>
      }
    />
  );
}

function CellItem(props: { readonly field: CellField; readonly required?: boolean; readonly extra?: string }) {
  const { field, required = false, extra } = props;
  const { roster: texts } = useTexts();
  const label = useFieldLabel();
  const validator = (_: unknown, value: string) => {
    const fault = findFault(field, value ?? "");
    if (fault === null) return Promise.resolve();
    return Promise.reject(new Error(texts.import.reasons[fault as keyof typeof texts.import.reasons]));
  };
  return (
    <Form.Item name={field} label={label(field)} required={required} extra={extra} rules={[{ validator }]}>
      <Input autoComplete="off" />
    </Form.Item>
  );
}
