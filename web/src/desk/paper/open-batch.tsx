import { routes } from "@diaoyan/api/contract";
import { Checkbox, Form, Input, InputNumber, Radio, Select } from "antd";
import { useNavigate } from "react-router";
import { useAction, useRoute } from "../api.ts";
import { useTexts } from "../texts.tsx";
import { FormDialog, UnitField } from "../ui/form-dialog.tsx";
import { mayCall, useStudy } from "../use-study.ts";

interface NewBatch {
  readonly questionnaire: string;
  readonly label: string;
  readonly source?: string;
  readonly expected?: number | null;
  readonly unit?: string;
  readonly way: "double" | "sample";
  readonly percent?: number | null;
  readonly sameClerk?: boolean;
}

function toOrder({ questionnaire, label, source, expected, unit, way, percent, sameClerk }: NewBatch) {
  return {
    questionnaire,
    label: label.trim(),
    source: source?.trim() ?? "",
    expected: expected ?? null,
    unit: unit?.trim() || null,
    share: way === "double" ? 1 : (percent ?? 10) / 100,
    sameClerk: sameClerk === true,
  };
}

function BatchFields({ options }: { readonly options: readonly { readonly value: string; readonly label: string }[] }) {
  const texts = useTexts().paper;
  const { role } = useStudy();
  const way = Form.useWatch<NewBatch["way"]>("way");
  return (
    <>
      <Form.Item name="questionnaire" label={texts.questionnaire} rules={[{ required: true }]}>
        <Select options={[...options]} />
      </Form.Item>
      <Form.Item name="label" label={texts.label} rules={[{ required: true, whitespace: true, max: 100 }]}>
        <Input placeholder={texts.labelExample} />
      </Form.Item>
      <Form.Item name="source" label={texts.source} extra={texts.sourceNote} rules={[{ max: 200 }]}>
        <Input />
      </Form.Item>
      <div className="field-row">
        <Form.Item name="expected" label={texts.expected}>
          <InputNumber min={1} max={100_000} precision={0} />
        </Form.Item>
        <UnitField texts={texts} />
      </div>
      <Form.Item name="way" label={texts.way}>
        <Radio.Group
          options={[
            { value: "double", label: texts.double },
            { value: "sample", label: texts.sample },
          ]}
        />
      </Form.Item>
      {way === "sample" && (
        <Form.Item name="percent" label={texts.share} extra={texts.shareNote}>
          <InputNumber min={1} max={99} precision={0} />
        </Form.Item>
      )}
      {mayCall(role, routes.changePaperBatch) && (
        <Form.Item name="sameClerk" valuePropName="checked" extra={texts.sameClerkNote}>
          <Checkbox>{texts.sameClerk}</Checkbox>
        </Form.Item>
      )}
    </>
  );
}

/** Opens a batch of paper returns of a published questionnaire. */
export function OpenBatch() {
  const { paper: texts } = useTexts();
  const { id } = useStudy();
  const navigate = useNavigate();
  const list = useRoute(routes.listQuestionnaires, { params: { study: id } });
  const open = useAction(routes.openPaperBatch);
  const published = (list.data?.questionnaires ?? []).filter(({ versions }) =>
    versions.some(({ status }) => status === "published"),
  );
  const options = published.map(({ name, title }) => ({ value: name, label: title }));
  if (list.data !== undefined && options.length === 0) return <span className="note">{texts.noneOpen}</span>;
  const only = options.length === 1 ? options[0] : undefined;
  const submit = (given: NewBatch) =>
    open.mutate(
      { params: { study: id }, body: toOrder(given) },
      { onSuccess: ({ batch }) => void navigate(`/studies/${id}/paper/${batch.id}`) },
    );
  return (
    <FormDialog<NewBatch>
      title={texts.add}
      okText={texts.add}
      initialValues={{ way: "double", percent: 10, ...(only !== undefined && { questionnaire: only.value }) }}
      busy={open.isPending}
      error={open.error}
      onSend={submit}
    >
      <BatchFields options={options} />
    </FormDialog>
  );
}
