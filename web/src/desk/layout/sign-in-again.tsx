import { routes } from "@diaoyan/api/contract";
import { useQueryClient } from "@tanstack/react-query";
import { Form, Input, Modal } from "antd";
import { useState } from "react";
import { CodeForm } from "../account/code-form.tsx";
import { signIn, useRoute } from "../api.ts";
import { useTexts } from "../texts.tsx";
import { ProblemAlert } from "../ui/problem-alert.tsx";

/** The session ended in mid-work: the same person signs in over the page, and nothing on it is lost. */
export function SignInAgain({ onClose }: { readonly onClose: () => void }) {
  const texts = useTexts();
  const queries = useQueryClient();
  const me = useRoute(routes.getMe, {}, { enabled: false });
  const [form] = Form.useForm<{ password: string }>();
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const email = me.data?.user.email ?? "";
  const [asksCode, setAsksCode] = useState(false);
  const goOn = async () => {
    onClose();
    await queries.invalidateQueries();
  };
  const submit = async ({ password }: { password: string }) => {
    setBusy(true);
    try {
      if (await signIn(email, password)) setAsksCode(true);
      else await goOn();
    } catch (refused) {
      setError(refused);
    } finally {
      setBusy(false);
    }
  };
  if (asksCode) {
    return (
      <Modal open title={texts.account.code.title} footer={null} onCancel={onClose}>
        <CodeForm onDone={goOn} onBack={() => setAsksCode(false)} />
      </Modal>
    );
  }
  return (
    <Modal
      open
      title={texts.signInAgain.title}
      okText={texts.signIn.submit}
      confirmLoading={busy}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <p className="note">{texts.signInAgain.note}</p>
      <Form form={form} layout="vertical" requiredMark={false} onFinish={(values) => void submit(values)}>
        <Form.Item label={texts.email}>
          <Input readOnly autoComplete="username" value={email} aria-label={texts.email} />
        </Form.Item>
        <Form.Item name="password" label={texts.password} rules={[{ required: true }]}>
          <Input.Password autoFocus autoComplete="current-password" />
        </Form.Item>
        <ProblemAlert error={error} />
      </Form>
    </Modal>
  );
}
