import { routes } from "@diaoyan/api/contract";
import { useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button, Card, Form, Input, QRCode, Tag } from "antd";
import { useState } from "react";
import {
  disableSecondFactor,
  enableSecondFactor,
  renewRecoveryCodes,
  type SecondFactorSetUp,
  useRoute,
  verifyCode,
} from "../api.ts";
import { useTexts } from "../texts.tsx";
import { CopyButton } from "../ui/copy-button.tsx";
import { ProblemAlert } from "../ui/problem-alert.tsx";

type Asked = "enable" | "disable" | "renew";

/** One step: a field, a button, and why it was refused. */
function Step(props: {
  readonly label: string;
  readonly button: string;
  readonly kind: "password" | "code";
  readonly onSend: (value: string) => Promise<void>;
  readonly onCancel: () => void;
}) {
  const texts = useTexts();
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const send = async ({ value }: { readonly value: string }) => {
    setBusy(true);
    await props.onSend(value).catch(setError);
    setBusy(false);
  };
  const field =
    props.kind === "password" ? (
      <Input.Password autoFocus autoComplete="current-password" />
    ) : (
      <Input autoFocus autoComplete="one-time-code" inputMode="numeric" maxLength={8} />
    );
  return (
    <Form<{ value: string }> layout="vertical" requiredMark={false} onFinish={(values) => void send(values)}>
      <Form.Item name="value" label={props.label} rules={[{ required: true }]}>
        {field}
      </Form.Item>
      <ProblemAlert error={error} />
      <div className="actions">
        <Button type="primary" htmlType="submit" loading={busy}>
          {props.button}
        </Button>
        <Button onClick={props.onCancel}>{texts.cancel}</Button>
      </div>
    </Form>
  );
}

/** The recovery codes, once. */
function RecoveryCodes({ codes, onKept }: { readonly codes: readonly string[]; readonly onKept: () => void }) {
  const texts = useTexts().account.factor;
  return (
    <Alert
      type="warning"
      title={texts.codes}
      description={
        <>
          <p>{texts.codesNote}</p>
          <ul className="recovery-codes">
            {codes.map((code) => (
              <li key={code}>{code}</li>
            ))}
          </ul>
          <div className="actions">
            <Button type="primary" onClick={onKept}>
              {texts.saved}
            </Button>
            <CopyButton text={codes.join("\n")} />
          </div>
        </>
      }
    />
  );
}

/** The code to be scanned, and its key in groups that can be typed. */
function ScanCode({ uri }: { readonly uri: string }) {
  const texts = useTexts().account.factor;
  const secret = new URL(uri).searchParams.get("secret") ?? "";
  return (
    <>
      <p>{texts.scan}</p>
      <div className="qr" role="img" aria-label={texts.qr}>
        <QRCode value={uri} type="svg" size={200} />
      </div>
      <p className="note">
        {texts.secret} <code className="secret">{secret.replace(/(.{4})(?=.)/g, "$1 ")}</code>
      </p>
    </>
  );
}

/** From so few on, new ones should be made. */
const fewCodes = 3;

function CodesLeft() {
  const texts = useTexts().account.factor;
  const left = useRoute(routes.listMySessions, {}).data?.recoveryCodes ?? null;
  if (left === null) return null;
  if (left > fewCodes) return <p className="note">{texts.left(left)}</p>;
  return <Alert type="warning" showIcon className="codes-left" title={texts.left(left)} description={texts.few} />;
}

/** Sets up, renews and takes away the second factor of signing in. */
export function SecondFactor({ isOn }: { readonly isOn: boolean }) {
  const { factor: texts, code } = useTexts().account;
  const queries = useQueryClient();
  const { message } = App.useApp();
  const [asked, setAsked] = useState<Asked | null>(null);
  const [setUp, setSetUp] = useState<SecondFactorSetUp | null>(null);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const done = async (said?: string) => {
    setAsked(null);
    setSetUp(null);
    if (said !== undefined) void message.success(said);
    await queries.invalidateQueries();
  };
  const withPassword: Record<Asked, (password: string) => Promise<void>> = {
    enable: async (password) => setSetUp(await enableSecondFactor(password)),
    disable: async (password) => {
      await disableSecondFactor(password);
      await done(texts.disabled);
    },
    renew: async (password) => {
      setCodes(await renewRecoveryCodes(password));
      await done();
    },
  };
  const confirm = async (typed: string) => {
    await verifyCode(typed.replace(/\s/g, ""), "phone");
    setCodes(setUp?.backupCodes ?? []);
    await done(texts.enabled);
  };
  const cancel = () => {
    setAsked(null);
    setSetUp(null);
  };
  const title = (
    <span className="factor-head">
      {texts.title} <Tag color={isOn ? "green" : "default"}>{isOn ? texts.on : texts.off}</Tag>
    </span>
  );
  return (
    <Card size="small" title={title}>
      <p className="note">{texts.note}</p>
      {isOn && codes === null && <CodesLeft />}
      {codes !== null && <RecoveryCodes codes={codes} onKept={() => setCodes(null)} />}
      {setUp !== null && (
        <>
          <ScanCode uri={setUp.totpURI} />
          <Step key="code" kind="code" label={code.field} button={texts.confirm} onSend={confirm} onCancel={cancel} />
        </>
      )}
      {asked !== null && setUp === null && (
        <>
          {asked === "renew" && <p>{texts.renewNote}</p>}
          <Step
            key={asked}
            kind="password"
            label={texts.askPassword}
            button={texts[asked]}
            onSend={withPassword[asked]}
            onCancel={cancel}
          />
        </>
      )}
      {asked === null && codes === null && (
        <div className="actions">
          {(isOn ? (["renew", "disable"] as const) : (["enable"] as const)).map((act) => (
            <Button key={act} type={act === "enable" ? "primary" : "default"} onClick={() => setAsked(act)}>
              {texts[act]}
            </Button>
          ))}
        </div>
      )}
    </Card>
  );
}
