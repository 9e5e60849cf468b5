import { Button, Form, Input } from "antd";
import { useState } from "react";
import { verifyCode } from "../api.ts";
import { useTexts } from "../texts.tsx";
import { ProblemAlert } from "../ui/problem-alert.tsx";

/** The second step of signing in: the code of the phone, or a recovery code. */
export function CodeForm({ onDone, onBack }: { readonly onDone: () => Promise<void>; readonly onBack: () => void }) {
  const texts = useTexts().account.code;
  const [byRecovery, setByRecovery] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const changeWay = () => {
    setByRecovery(!byRecovery);
    setError(null);
  };
  const submit = async ({ code }: { readonly code: string }) => {
    setBusy(true);
    try {
      await verifyCode(code.replace(/\s/g, ""), byRecovery ? "recovery" : "phone");
      await onDone();
    } catch (refused) {
      setError(refused);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Form<{ code: string }>
      key={String(byRecovery)}
      layout="vertical"
      requiredMark={false}
      onFinish={(values) => void submit(values)}
    >
      <p className="note">{byRecovery ? texts.recoveryNote : texts.note}</p>
      <Form.Item name="code" label={byRecovery ? texts.recovery : texts.field} rules={[{ required: true }]}>
        {byRecovery ? (
          <Input autoFocus autoComplete="off" maxLength={20} />
        ) : (
          <Input autoFocus autoComplete="one-time-code" inputMode="numeric" maxLength={8} />
        )}
      </Form.Item>
      <ProblemAlert error={error} />
      <Button type="primary" htmlType="submit" block loading={busy}>
        {texts.submit}
      </Button>
      <div className="code-ways">
        <Button type="link" onClick={changeWay}>
          {byRecovery ? texts.useCode : texts.useRecovery}
        </Button>
        <Button type="link" onClick={onBack}>
          {texts.again}
        </Button>
      </div>
    </Form>
  );
}
