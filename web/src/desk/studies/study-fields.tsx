import { Form, Input, Select } from "antd";
import { useEffect, useState } from "react";
import { dayInChina } from "../../china-time.ts";
import { useTexts } from "../texts.tsx";
import { DownloadPack } from "./download-pack.tsx";
import type { listShippedPacks, ShippedPack } from "./shipped-packs.ts";
import { type NewStudyFields, suggestBasics } from "./suggest-basics.ts";

type Packs = ReturnType<typeof listShippedPacks>;

/** What a new study starts from, what it is called and when it runs. */
export function StudyFields({ taken }: { readonly taken: readonly string[] }) {
  const { studies } = useTexts();
  const required = { required: true, whitespace: true, message: studies.needed };
  return (
    <>
      <PackField />
      <Form.Item name="title" label={studies.name} rules={[required]}>
        <Input maxLength={200} />
      </Form.Item>
      <IdField taken={taken} />
      <Form.Item name="region" label={studies.region} rules={[required]}>
        <Input maxLength={50} />
      </Form.Item>
      <div className="field-row">
        <Form.Item name="from" label={studies.from} rules={[required]}>
          <Input type="date" />
        </Form.Item>
        <Form.Item name="to" label={studies.to} dependencies={["from"]} rules={[required, useLaterRule()]}>
          <Input type="date" />
        </Form.Item>
      </div>
      <Form.Item
        name="retainUntil"
        label={studies.retainUntil}
        extra={studies.retainUntilNote}
        dependencies={["from"]}
        rules={[required, useLaterRule()]}
      >
        <Input type="date" />
      </Form.Item>
      <DownloadPack />
    </>
  );
}

/** The packs, read when the form opens; a choice suggests the other fields anew. */
function PackField() {
  const { studies } = useTexts();
  const form = Form.useFormInstance<NewStudyFields>();
  const [packs, setPacks] = useState<Packs>([]);
  useEffect(() => {
    const first = "evaluation-reform";
    void import("./shipped-packs.ts").then(({ listShippedPacks }) => {
      const listed = listShippedPacks();
      setPacks(listed);
      form.setFieldsValue({ pack: first, ...basicsFrom(listed, first) });
    });
  }, [form]);
  return (
    <Form.Item name="pack" label={studies.startFrom} extra={studies.startFromNote} rules={[{ required: true }]}>
      <Select<ShippedPack>
        loading={packs.length === 0}
        options={packs.map(({ name, pack: { study, questionnaires } }) => ({
          value: name,
          label: name === "blank" ? studies.blank : studies.pack(study.title.zh, questionnaires.length),
        }))}
        onChange={(name) => form.setFieldsValue(basicsFrom(packs, name))}
      />
    </Form.Item>
  );
}

function basicsFrom(packs: Packs, name: ShippedPack): Partial<NewStudyFields> {
  const chosen = packs.find((one) => one.name === name);
  return chosen === undefined ? {} : suggestBasics(name, chosen.pack.study, dayInChina(Date.now()));
}

function IdField({ taken }: { readonly taken: readonly string[] }) {
  const { studies } = useTexts();
  const free = async (_: unknown, id: string) => {
    if (taken.includes(id)) throw new Error(studies.idTaken);
  };
  return (
    <Form.Item
      name="id"
      label={studies.id}
      extra={studies.idNote}
      rules={[{ required: true, pattern: /^[a-z0-9][a-z0-9-]{0,63}$/u, message: studies.idRule }, { validator: free }]}
    >
      <Input spellCheck={false} autoCapitalize="none" />
    </Form.Item>
  );
}

/** A day that must not lie before the beginning. */
function useLaterRule() {
  const { studies } = useTexts();
  return ({ getFieldValue }: { readonly getFieldValue: (name: string) => unknown }) => ({
    validator: async (_: unknown, day: string | undefined) => {
      if (day !== undefined && day < String(getFieldValue("from"))) throw new Error(studies.tooEarly);
    },
  });
}
