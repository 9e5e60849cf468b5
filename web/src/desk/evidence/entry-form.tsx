import type { Finding, Recommendation } from "@diaoyan/instruments";
import { Alert, Form, Input, Modal, Select } from "antd";
import type { OptionGroup } from "../analysis/param-fields.ts";
import { useTexts } from "../texts.tsx";
import { ProblemAlert } from "../ui/problem-alert.tsx";

interface Props<Entry> {
  readonly entry: Entry;
  readonly title: string;
  readonly saving: boolean;
  readonly conflict: boolean;
  readonly error: unknown;
  readonly onSave: (entry: Entry) => void;
  readonly onClose: () => void;
}

function Dialog<Entry extends object>(props: Props<Entry> & { readonly children: React.ReactNode }) {
  const texts = useTexts();
  const [form] = Form.useForm();
  return (
    <Modal
      open
      title={props.title}
      okText={texts.save}
      okButtonProps={{ loading: props.saving }}
      onOk={() => form.submit()}
      onCancel={props.onClose}
      mask={{ closable: false }}
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={props.entry}
        onFinish={(values: Partial<Entry>) => props.onSave({ ...props.entry, ...values })}
      >
        {props.children}
      </Form>
      {props.conflict && <Alert type="warning" showIcon title={texts.evidence.conflict} />}
      <ProblemAlert error={props.error} />
    </Modal>
  );
}

/** 问题—证据—成因 of one finding. */
export function FindingForm(props: Props<Finding> & { readonly options: readonly OptionGroup[] }) {
  const texts = useTexts().evidence;
  return (
    <Dialog {...props}>
      <Form.Item name="problem" label={texts.problem} rules={[{ required: true }]}>
        <Input.TextArea autoSize maxLength={2000} />
      </Form.Item>
      <Form.Item name="evidence" label={texts.evidence}>
        <Select
          mode="multiple"
          placeholder={texts.evidenceHint}
          optionFilterProp="label"
          options={props.options.map(({ label, options }) => ({ label, options: [...options] }))}
        />
      </Form.Item>
      <Form.Item name="impact" label={texts.impact}>
        <Input.TextArea autoSize maxLength={2000} />
      </Form.Item>
      <Form.Item name="cause" label={texts.cause}>
        <Input.TextArea autoSize maxLength={2000} />
      </Form.Item>
    </Dialog>
  );
}

/** 建议—责任单位—时限—预期效果 of one recommendation, with the findings it answers. */
export function RecommendationForm(props: Props<Recommendation> & { readonly findings: readonly Finding[] }) {
  const texts = useTexts().evidence;
  return (
    <Dialog {...props}>
      <Form.Item name="findings" label={texts.answers}>
        <Select
          mode="multiple"
          optionFilterProp="label"
          options={props.findings.map(({ id, problem }) => ({ value: id, label: problem }))}
        />
      </Form.Item>
      <Form.Item name="measure" label={texts.measure} rules={[{ required: true }]}>
        <Input.TextArea autoSize maxLength={2000} />
      </Form.Item>
      <Form.Item name="responsible" label={texts.responsible} rules={[{ required: true }]}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="deadline" label={texts.deadline} rules={[{ required: true }]}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="effect" label={texts.effect}>
        <Input.TextArea autoSize maxLength={2000} />
      </Form.Item>
    </Dialog>
  );
}
