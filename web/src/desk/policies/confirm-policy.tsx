import { type CallOutput, type PolicyHeadFields, routes } from "@diaoyan/api/contract";
import { policyLevels, policyStates } from "@diaoyan/instruments";
import { Button, Form, Input, Modal, Select } from "antd";
import { useRef } from "react";
import { useAction, useRoute } from "../api.ts";
import { useTexts } from "../texts.tsx";
import { ProblemAlert } from "../ui/problem-alert.tsx";
import { QueryView } from "../ui/query-view.tsx";
import { useStudy } from "../use-study.ts";

type Opened = CallOutput<typeof routes.getPolicy>;
type Fields = { readonly [Name in keyof PolicyHeadFields]: string };

interface Props {
  readonly policy: string;
  /** How many more are to be confirmed after this one. */
  readonly left: number;
  readonly onClose: () => void;
  /** Goes on to the next that is to be confirmed. */
  readonly onNext: () => void;
}

/** Asks a person to confirm what is known of a document, each field beside the words of the text it was read from. */
export function ConfirmPolicy({ policy, ...rest }: Props) {
  const { id } = useStudy();
  const opened = useRoute(routes.getPolicy, { params: { study: id, policy } }, { gcTime: 0, staleTime: 600_000 });
  return opened.data === undefined ? (
    <Modal open footer={null} onCancel={rest.onClose}>
      <QueryView query={opened}>{() => null}</QueryView>
    </Modal>
  ) : (
    <ConfirmForm opened={opened.data} {...rest} />
  );
}

function ConfirmForm({ opened, left, onClose, onNext }: Omit<Props, "policy"> & { readonly opened: Opened }) {
  const texts = useTexts().policies;
  const { id } = useStudy();
  const { policy, provisions, suggestion } = opened;
  const save = useAction(routes.savePolicy);
  const [form] = Form.useForm<Fields>();
  const after = useRef(onClose);
  const send = (next: () => void) => {
    after.current = next;
    form.submit();
  };
  const submit = async (values: Fields) => {
    const head = { ...values, day: values.day.trim() === "" ? null : values.day.trim() } as PolicyHeadFields;
    const body = { head, revision: policy.revision };
    await save.mutateAsync({ params: { study: id, policy: policy.id }, body });
    after.current();
  };
  const { day, issuer, level, number, region, state, title, url } = policy;
  const say = (field: keyof PolicyHeadFields) => {
    const quote = suggestion.quotes[field];
    if (quote !== undefined) return texts.quoted(quote.length > 80 ? `${quote.slice(0, 80)}…` : quote);
    if (field === "issuer" || field === "region" || field === "day") return texts.unsaid;
    return field === "number" || field === "url" ? texts.hints[field] : undefined;
  };
  const common = (field: keyof PolicyHeadFields) => ({ name: field, label: texts.fields[field], extra: say(field) });
  return (
    <Modal
      open
      title={texts.confirm}
      onCancel={onClose}
      footer={[
        <Button
          key="one"
          loading={save.isPending}
          type={left > 0 ? "default" : "primary"}
          onClick={() => send(onClose)}
        >
          {texts.confirm}
        </Button>,
        ...(left > 0
          ? [
              <Button key="next" type="primary" loading={save.isPending} onClick={() => send(onNext)}>
                {texts.confirmNext(left)}
              </Button>,
            ]
          : []),
      ]}
    >
      <p className="note">{`${policy.file} · ${texts.provisions(provisions)}`}</p>
      <Form
        form={form}
        layout="vertical"
        initialValues={{ title, issuer, number, day: day ?? "", region, level, state, url }}
        onFinish={(values) => void submit(values).catch(() => undefined)}
      >
        <Form.Item {...common("title")} rules={[{ required: true, max: 500, message: texts.required }]}>
          <Input />
        </Form.Item>
        <Form.Item {...common("issuer")} rules={[{ required: true, max: 500, message: texts.required }]}>
          <Input placeholder={texts.hints.issuer} />
        </Form.Item>
        <div className="policy-fields">
          <Form.Item {...common("number")} rules={[{ max: 100 }]}>
            <Input />
          </Form.Item>
          <Form.Item {...common("day")} rules={[{ pattern: /^\s*(?:\d{4}-\d{2}-\d{2})?\s*$/, message: texts.badDay }]}>
            <Input placeholder={texts.hints.day} />
          </Form.Item>
          <Form.Item {...common("region")} rules={[{ required: true, max: 500, message: texts.required }]}>
            <Input placeholder={texts.hints.region} />
          </Form.Item>
          <Form.Item {...common("level")}>
            <Select options={policyLevels.map((value) => ({ value, label: value }))} />
          </Form.Item>
          <Form.Item {...common("state")}>
            <Select options={policyStates.map((value) => ({ value, label: value }))} />
          </Form.Item>
          <Form.Item {...common("url")} rules={[{ pattern: /^(?:https?:\/\/\S+)?$/, message: texts.badUrl }]}>
            <Input />
          </Form.Item>
        </div>
        <ProblemAlert error={save.error} />
      </Form>
    </Modal>
  );
}
