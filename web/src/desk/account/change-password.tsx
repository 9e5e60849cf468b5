import { useQueryClient } from "@tanstack/react-query";
import { App, Button, Card, Form, Input } from "antd";
import { useState } from "react";
import { changePassword } from "../api.ts";
import { useTexts } from "../texts.tsx";
import { ProblemAlert } from "../ui/problem-alert.tsx";

interface Change {
  readonly current: string;
  readonly next: string;
}

/** Another password, by the present one; sessions elsewhere end. */
export function ChangePassword({ email }: { readonly email: string }) {
  const texts = useTexts().account.password;
  const queries = useQueryClient();
  const { message } = App.useApp();
  const [form] = Form.useForm<Change>();
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const submit = async ({ current, next }: Change) => {
    setBusy(true);
    try {
      await changePassword(current, next);
      setError(null);
      form.resetFields();
      void message.success(texts.changed);
      await queries.invalidateQueries();
    } catch (refused) {
      setError(refused);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Card size="small" title={texts.title}>
      <Form<Change> form={form} layout="vertical" requiredMark={false} onFinish={(values) => void submit(values)}>
        <input type="text" autoComplete="username" value={email} readOnly hidden />
        <Form.Item name="current" label={texts.current} rules={[{ required: true }]}>
          <Input.Password autoComplete="current-password" />
        </Form.Item>
        <Form.Item name="next" label={texts.next} extra={texts.rules} rules={[{ required: true, min: 10, max: 200 }]}>
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        <ProblemAlert error={error} />
        <Button htmlType="submit" loading={busy}>
          {texts.change}
        </Button>
      </Form>
    </Card>
  );
}
