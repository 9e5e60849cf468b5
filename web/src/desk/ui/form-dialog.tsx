import { Button, Form, type FormInstance, Input, Modal } from "antd";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { ProblemAlert } from "./problem-alert.tsx";

interface Props<Values> {
  /** Text of the button that opens the form, and its heading. */
  readonly title: string;
  readonly okText: string;
  /** Whether the button that opens the form stands back behind another. */
  readonly plain?: boolean;
  readonly initialValues: Partial<Values>;
  readonly busy: boolean;
  readonly error: unknown;
  /** Sends what was filled in; `onDone` closes the form. */
  readonly onSend: (values: Values, onDone: () => void) => void;
  /** The fields. */
  readonly children: ReactNode;
}

/** A button that opens a form over the page; what was refused stays filled in, with the reason below. */
export function FormDialog<Values extends object>(props: Props<Values>) {
  const { title, okText, initialValues, busy, error, onSend, children } = props;
  const [asking, setAsking] = useState(false);
  const [form] = Form.useForm<Values>();
  // of a double click only the first is sent, also where the answer comes between the two
  const sent = useRef(false);
  useEffect(() => {
    if (!busy && asking) sent.current = false;
  }, [busy, asking]);
  const close = () => setAsking(false);
  const send = (values: Values) => {
    if (sent.current) return;
    sent.current = true;
    onSend(values, close);
  };
  return (
    <>
      <Button type={props.plain === true ? "default" : "primary"} onClick={() => setAsking(true)}>
        {title}
      </Button>
      <Modal
        open={asking}
        title={title}
        okText={okText}
        okButtonProps={{ loading: busy }}
        onOk={() => form.submit()}
        onCancel={close}
        destroyOnHidden
      >
        <Form<Values>
          form={form as FormInstance<Values>}
          layout="vertical"
          preserve={false}
          initialValues={initialValues}
          onValuesChange={() => {
            sent.current = busy;
          }}
          onFinish={send}
        >
          {children}
        </Form>
        <ProblemAlert error={error} />
      </Modal>
    </>
  );
}

interface UnitTexts {
  readonly unit: string;
  readonly unitNote: string;
  readonly unitRule: string;
}

/** Field `unit`: the code of a unit, never its name. */
export function UnitField({ texts }: { readonly texts: UnitTexts }) {
  const rules = [{ pattern: /^[A-Za-z0-9][A-Za-z0-9-]{0,39}$/, message: texts.unitRule }];
  return (
    <Form.Item name="unit" label={texts.unit} extra={texts.unitNote} rules={rules}>
      <Input />
    </Form.Item>
  );
}
