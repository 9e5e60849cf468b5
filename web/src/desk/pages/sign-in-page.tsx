import { useQueryClient } from "@tanstack/react-query";
import { Button, Card, Form, Input } from "antd";
import { useState } from "react";
import { useNavigate, useSearchParams } from "react-router";
import { CodeForm } from "../account/code-form.tsx";
import { signIn } from "../api.ts";
import { TopBar } from "../layout/top-bar.tsx";
import { useTexts } from "../texts.tsx";
import { ProblemAlert } from "../ui/problem-alert.tsx";
import { nextPath } from "./next-path.ts";

interface Credentials {
  readonly email: string;
  readonly password: string;
}

/** Signing in by e-mail and password; afterwards where one wanted to go. */
export function SignInPage() {
  const texts = useTexts();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const [asksCode, setAsksCode] = useState(false);
  const enter = async () => {
    queries.clear();
    await navigate(nextPath(search.get("next"), location.origin));
  };
  const submit = async ({ email, password }: Credentials) => {
    setBusy(true);
    try {
      if (await signIn(email.trim(), password)) setAsksCode(true);
      else await enter();
    } catch (refused) {
      setError(refused);
    } finally {
      setBusy(false);
    }
  };
  if (asksCode) {
    return (
      <>
        <TopBar signedIn={false} />
        <main className="narrow">
          <Card>
            <h1>{texts.account.code.title}</h1>
            <CodeForm onDone={enter} onBack={() => setAsksCode(false)} />
          </Card>
        </main>
      </>
    );
  }
  return (
    <>
      <TopBar signedIn={false} />
      <main className="narrow">
        <Card>
          <h1>{texts.signIn.title}</h1>
          <Form<Credentials> layout="vertical" onFinish={(values) => void submit(values)} requiredMark={false}>
            <Form.Item name="email" label={texts.email} rules={[{ required: true, type: "email" }]}>
              <Input autoComplete="username" inputMode="email" />
            </Form.Item>
            <Form.Item name="password" label={texts.password} rules={[{ required: true }]}>
              <Input.Password autoComplete="current-password" />
            </Form.Item>
            <ProblemAlert error={error} />
            <Button type="primary" htmlType="submit" block loading={busy}>
              {texts.signIn.submit}
            </Button>
          </Form>
          <p className="note">{texts.signIn.note}</p>
        </Card>
      </main>
    </>
  );
}
