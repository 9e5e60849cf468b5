import { type RosterUnitLine, routes } from "@diaoyan/api/contract";
import { Button, Checkbox, Form, Input, Modal, Popconfirm, Select } from "antd";
import { useState } from "react";
import { sessionChoices } from "../../session/blank-session.ts";
import { useAction, useRoute } from "../api.ts";
import { useTexts } from "../texts.tsx";
import { ListTable } from "../ui/list-table.tsx";
import { ProblemAlert } from "../ui/problem-alert.tsx";
import { QueryView } from "../ui/query-view.tsx";
import { useStudy } from "../use-study.ts";
import { useFieldLabel } from "./field-labels.ts";

type Content = Pick<RosterUnitLine, "name" | "aliases" | "unitType" | "pilotLevel" | "keyUnit" | "district">;
type Edited = Content & Pick<RosterUnitLine, "code" | "revision">;

const blank: Content = { name: "", aliases: [], unitType: "", pilotLevel: "不清楚", keyUnit: false, district: "" };

/** A code that says nothing; only the name, kept apart, tells whose it is. */
function newCode(): string {
  return `u-${crypto.randomUUID().replaceAll("-", "").slice(0, 10)}`;
}

/** The units of a study: sites to go to, and where people of the roster work. */
export function UnitsSection() {
  const texts = useTexts();
  const { id } = useStudy();
  const [edited, setEdited] = useState<Edited | null>(null);
  const roster = useRoute(routes.getRoster, { params: { study: id }, query: { limit: 0 } });
  const label = useFieldLabel();
  const { roster: own } = texts;
  const columns = [
    {
      title: own.unitTable.name,
      render: (_: unknown, { name, aliases }: RosterUnitLine) => (
        <>
          {name}
          {aliases.length > 0 && <span className="note roster-aliases">{aliases.join("、")}</span>}
        </>
      ),
    },
    { title: label("unitType"), dataIndex: "unitType" },
    { title: label("pilotLevel"), dataIndex: "pilotLevel" },
    { title: label("district"), dataIndex: "district" },
    { title: label("keyUnit"), render: (_: unknown, row: RosterUnitLine) => (row.keyUnit ? own.yes : own.no) },
    { title: own.unitTable.people, dataIndex: "people", align: "end" as const },
    { title: own.unitTable.code, render: (_: unknown, row: RosterUnitLine) => <code>{row.code}</code> },
    {
      title: "",
      render: (_: unknown, row: RosterUnitLine) => <UnitActions unit={row} onEdit={() => setEdited(row)} />,
    },
  ];
  return (
    <div className="stack">
      <p className="note">{own.unitNote}</p>
      <p>
        <Button type="primary" onClick={() => setEdited({ ...blank, code: newCode(), revision: 0 })}>
          {own.addUnit}
        </Button>
      </p>
      <QueryView query={roster}>
        {({ units }) => <ListTable rowKey="code" columns={columns} dataSource={units} empty={own.noUnits} />}
      </QueryView>
      {edited !== null && <UnitForm key={edited.code} unit={edited} onClose={() => setEdited(null)} />}
    </div>
  );
}

function UnitActions({ unit, onEdit }: { readonly unit: RosterUnitLine; readonly onEdit: () => void }) {
  const texts = useTexts();
  const { id } = useStudy();
  const remove = useAction(routes.removeUnit);
  return (
    <span className="link-cell">
      <Button size="small" onClick={onEdit}>
        {texts.roster.editUnit}
      </Button>
      {unit.people === 0 && (
        <Popconfirm
          title={<span className="confirm-text">{texts.roster.removeUnitConfirm}</span>}
          onConfirm={() => remove.mutate({ params: { study: id, unit: unit.code } })}
        >
          <Button size="small" danger loading={remove.isPending}>
            {texts.roster.removeUnit}
          </Button>
        </Popconfirm>
      )}
      <ProblemAlert error={remove.error} />
    </span>
  );
}

function UnitForm({ unit, onClose }: { readonly unit: Edited; readonly onClose: () => void }) {
  const texts = useTexts();
  const { id } = useStudy();
  const label = useFieldLabel();
  const [form] = Form.useForm<Content>();
  const save = useAction(routes.saveUnit);
  const { code, revision } = unit;
  const submit = ({ name, aliases, ...rest }: Content) => {
    const others = [...new Set(aliases.map((alias) => alias.trim()))].filter(
      (alias) => !["", name.trim()].includes(alias),
    );
    save.mutate(
      { params: { study: id, unit: code }, body: { unit: { name: name.trim(), aliases: others, ...rest }, revision } },
      { onSuccess: onClose },
    );
  };
  return (
    <Modal
      open
      title={revision === 0 ? texts.roster.addUnit : texts.roster.editUnit}
      okText={texts.save}
      onOk={() => form.submit()}
      onCancel={onClose}
      confirmLoading={save.isPending}
    >
      <Form form={form} layout="vertical" initialValues={unit} onFinish={submit}>
        <Form.Item
          name="name"
          label={texts.roster.unitTable.name}
          rules={[{ required: true, whitespace: true, max: 100 }]}
        >
          <Input />
        </Form.Item>
        <Form.Item name="aliases" label={label("aliases")} extra={texts.roster.aliasNote}>
          <Select
            mode="tags"
            open={false}
            suffixIcon={null}
            tokenSeparators={["、", "，", ",", "；", ";"]}
            maxCount={20}
          />
        </Form.Item>
        <Form.Item name="unitType" label={label("unitType")} rules={[{ max: 100 }]}>
          <Input />
        </Form.Item>
        <Form.Item name="pilotLevel" label={label("pilotLevel")}>
          <Select options={sessionChoices.pilotLevels.map((value) => ({ value, label: value }))} />
        </Form.Item>
        <Form.Item name="district" label={label("district")} rules={[{ max: 100 }]}>
          <Input />
        </Form.Item>
        <Form.Item name="keyUnit" valuePropName="checked">
          <Checkbox>{label("keyUnit")}</Checkbox>
        </Form.Item>
      </Form>
      <ProblemAlert error={save.error} />
    </Modal>
  );
}
