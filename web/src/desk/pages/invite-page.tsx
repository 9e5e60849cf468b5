import { routes } from "@diaoyan/api/contract";
import { Button, Card, Form, Input } from "antd";
import { useLocation, useNavigate } from "react-router";
import { signIn, useAction } from "../api.ts";
import { TopBar } from "../layout/top-bar.tsx";
import { useTexts } from "../texts.tsx";
import { ProblemAlert } from "../ui/problem-alert.tsx";

interface Account {
  readonly name: string;
  readonly email?: string;
  readonly password: string;
}

/** Uses a one-time link, an invitation or the set-up of a new server: name and password make the account. */
export function InvitePage() {
  const texts = useTexts();
  const token = useLocation().hash.slice(1);
  const navigate = useNavigate();
  const accept = useAction(routes.acceptInvitation, { quiet: true });
  const submit = async ({ name, email, password }: Account) => {
    const body = { token, name, password, ...(email ? { email } : {}) };
    const accepted = await accept.mutateAsync({ body });
    // an account that stood already has its own password, and perhaps a code
    const asksCode = await signIn(accepted.email, password).catch(() => true);
    await navigate(asksCode ? "/sign-in" : "/studies");
  };
  return (
    <>
      <TopBar signedIn={false} />
      <main className="narrow">
        <Card>
          <h1>{texts.invite.title}</h1>
          <p className="note">{texts.invite.note}</p>
          <Form<Account> layout="vertical" onFinish={(values) => void submit(values).catch(() => undefined)}>
            <Form.Item name="name" label={texts.name} rules={[{ required: true, max: 100 }]}>
              <Input autoComplete="name" />
            </Form.Item>
            <Form.Item name="email" label={texts.email} extra={texts.invite.emailNote} rules={[{ type: "email" }]}>
              <Input autoComplete="username" inputMode="email" />
            </Form.Item>
            <Form.Item
              name="password"
              label={texts.password}
              extra={texts.invite.passwordNote}
              rules={[{ required: true, min: 10, max: 200 }]}
            >
              <Input.Password autoComplete="new-password" />
            </Form.Item>
            <ProblemAlert error={accept.error} />
            <Button type="primary" htmlType="submit" block loading={accept.isPending}>
              {texts.invite.submit}
            </Button>
          </Form>
        </Card>
      </main>
    </>
  );
}
