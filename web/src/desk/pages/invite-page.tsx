import { type CallOutput, routes } from "@diaoyan/api/contract";
import { Button, Card, Form, Input } from "antd";
import { Link, useLocation, useNavigate } from "react-router";
import { signIn, useAction, useRoute } from "../api.ts";
import { TopBar } from "../layout/top-bar.tsx";
import { useLanguage, useTexts } from "../texts.tsx";
import { ProblemAlert } from "../ui/problem-alert.tsx";
import { QueryView } from "../ui/query-view.tsx";

interface Account {
  readonly name?: string;
  readonly email?: string;
  readonly password: string;
}

type OneTimeLink = CallOutput<typeof routes.readOneTimeLink>;

const tokenLength = 20;

/** Uses a one-time link, once it is known what for: an invitation, the set-up of a new server, or another password. */
export function InvitePage() {
  const texts = useTexts();
  const token = useLocation().hash.slice(1);
  const isWhole = token.length >= tokenLength;
  const link = useRoute(routes.readOneTimeLink, { body: { token } }, { enabled: isWhole });
  const refused = isWhole ? link.error : null;
  return (
    <>
      <TopBar signedIn={false} />
      <main className="narrow">
        <Card>
          {isWhole && refused === null ? (
            <QueryView query={link}>{(known) => <UseLink token={token} link={known} />}</QueryView>
          ) : (
            <>
              <h1>{texts.invite.title}</h1>
              {isWhole ? <ProblemAlert error={refused} /> : <p>{texts.invite.cutOff}</p>}
              <Link to="/sign-in">{texts.signIn.title}</Link>
            </>
          )}
        </Card>
      </main>
    </>
  );
}

/** The form of one link; an address it names cannot be changed. */
function UseLink({ token, link }: { readonly token: string; readonly link: OneTimeLink }) {
  const { texts, show } = useLanguage();
  const words = texts.invite[link.use];
  const navigate = useNavigate();
  const accept = useAction(routes.acceptInvitation, { quiet: true });
  const submit = async ({ name = link.email ?? "", email, password }: Account) => {
    const body = { token, name, password, ...(link.use === "setUp" && email ? { email } : {}) };
    const accepted = await accept.mutateAsync({ body });
    // an account that stood already has its own password, and perhaps a code
    const asksCode = await signIn(accepted.email, password).catch(() => true);
    await navigate(asksCode ? "/sign-in" : "/studies");
  };
  return (
    <>
      <h1>{words.title}</h1>
      <p className="note">
        {link.study !== null && texts.invite.to(show(link.study))}
        {words.note}
      </p>
      <Form<Account>
        layout="vertical"
        requiredMark={false}
        initialValues={{ name: link.name === link.email ? "" : (link.name ?? ""), email: link.email ?? "" }}
        onFinish={(values) => void submit(values).catch(() => undefined)}
      >
        {link.use !== "reset" && (
          <Form.Item name="name" label={texts.name} rules={[{ required: true, max: 100 }]}>
            <Input autoComplete="name" />
          </Form.Item>
        )}
        <Form.Item name="email" label={texts.email} rules={[{ required: true, type: "email" }]}>
          <Input autoComplete="username" inputMode="email" readOnly={link.email !== null} />
        </Form.Item>
        <Form.Item
          name="password"
          label={link.use === "reset" ? texts.account.password.next : texts.password}
          extra={texts.invite.passwordNote}
          rules={[{ required: true, min: 10, max: 200 }]}
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        <ProblemAlert error={accept.error} />
        <Button type="primary" htmlType="submit" block loading={accept.isPending}>
          {words.submit}
        </Button>
      </Form>
    </>
  );
}
