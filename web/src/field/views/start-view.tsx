import { type FormEvent, type ReactNode, useState } from "react";
import {
  type DeviceRows,
  hasVault,
  type OpenDevice,
  setUpDevice,
  unlockDevice,
  writeAttachmentRescue,
  writeRescue,
} from "../device.ts";
import { type Kit, readKits, readMe, signIn } from "../kit.ts";
import { downloadAttachments, downloadRescue } from "../save-rescue.ts";
import { useLanguage, useTexts } from "../texts.tsx";
import { Banner, CodeField, TextField } from "../ui.tsx";
import { checkPassphrase } from "../vault/passphrase.ts";
import type { VaultOwner } from "../vault/vault.ts";

const rememberedKey = "diaoyan-field-email";

interface Known {
  readonly owner: VaultOwner;
  readonly kits: readonly Kit[];
  /** The device holds a vault of this person already. */
  readonly renew: boolean;
}

interface StartProps {
  readonly rows: DeviceRows;
  readonly onOpen: (device: OpenDevice) => void;
}

/** What stands before everything: unlock, or sign in and choose a passphrase. Says nothing of whose records lie here. */
export function StartView({ rows, onOpen }: StartProps) {
  const [email, setEmail] = useState(() => localStorage.getItem(rememberedKey) ?? "");
  const [step, setStep] = useState<"unlock" | "signIn" | Known>("unlock");
  if (step === "unlock") {
    return <UnlockForm {...{ rows, email, setEmail, onOpen }} onFirstTime={() => setStep("signIn")} />;
  }
  if (step === "signIn") {
    return <SignInForm {...{ rows, email, setEmail }} onKnown={setStep} onBack={() => setStep("unlock")} />;
  }
  return <PassphraseForm {...{ rows, onOpen }} known={step} onBack={() => setStep("unlock")} />;
}

interface StartFormProps {
  readonly title: string;
  readonly note: string;
  /** What the form is for; `run` answers what went wrong, null when nothing did. */
  readonly action: { readonly label: string; readonly busy?: string; readonly run: () => Promise<string | null> };
  readonly others: readonly { readonly label: string; readonly run: () => void; readonly disabled?: boolean }[];
  readonly said?: string | null;
  readonly children: ReactNode;
}

/** A form before the vault: its fields, one thing to do that is done once at a time, and ways elsewhere. */
function StartForm({ title, note, action, others, said = null, children }: StartFormProps) {
  const { texts, switchLanguage } = useLanguage();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    setProblem(await action.run());
    setBusy(false);
  };
  return (
    <main className="start">
      <button type="button" className="link language" onClick={switchLanguage}>
        {texts.language}
      </button>
      <form className="card" onSubmit={(event) => void submit(event)}>
        <h1>{title}</h1>
        <p className="note">{note}</p>
        {problem !== null && <Banner tone="error">{problem}</Banner>}
        {children}
        <button type="submit" className="button primary" disabled={busy}>
          {busy ? (action.busy ?? action.label) : action.label}
        </button>
        {said !== null && <Banner tone="calm">{said}</Banner>}
        {others.map(({ label, run, disabled = false }) => (
          <button key={label} type="button" className="button" onClick={run} disabled={disabled}>
            {label}
          </button>
        ))}
      </form>
    </main>
  );
}

function SecretField(props: {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly autoComplete: "off" | "current-password" | "new-password";
}) {
  return <TextField type="password" {...props} />;
}

interface EmailProps {
  readonly rows: DeviceRows;
  readonly email: string;
  readonly setEmail: (email: string) => void;
}

function EmailField({ email, setEmail }: Pick<EmailProps, "email" | "setEmail">) {
  const { start } = useTexts();
  return <TextField label={start.email} type="email" autoComplete="username" value={email} onChange={setEmail} />;
}

function UnlockForm(props: EmailProps & Pick<StartProps, "onOpen"> & { readonly onFirstTime: () => void }) {
  const { rows, email, setEmail, onOpen, onFirstTime } = props;
  const { title, start: texts } = useTexts();
  const [passphrase, setPassphrase] = useState("");
  const [remember, setRemember] = useState(() => localStorage.getItem(rememberedKey) !== null);
  const unlock = async () => {
    if (email.trim() === "" || passphrase === "") return null;
    if (remember) localStorage.setItem(rememberedKey, email.trim());
    else localStorage.removeItem(rememberedKey);
    const unlocked = await unlockDevice(rows, email, passphrase);
    if (unlocked.kind === "wrong") return texts.wrong;
    if (unlocked.kind === "none") return unlocked.lost > 0 ? texts.lost(unlocked.lost) : texts.none;
    onOpen(unlocked.device);
    return null;
  };
  return (
    <StartForm
      title={title}
      note={texts.note}
      action={{ label: texts.unlock, busy: texts.unlocking, run: unlock }}
      others={[{ label: texts.firstTime, run: onFirstTime }]}
    >
      <EmailField email={email} setEmail={setEmail} />
      <SecretField label={texts.passphrase} autoComplete="off" value={passphrase} onChange={setPassphrase} />
      <label className="check">
        <input type="checkbox" checked={remember} onChange={(event) => setRemember(event.currentTarget.checked)} />
        {texts.remember}
      </label>
    </StartForm>
  );
}

function SignInForm(props: EmailProps & { readonly onKnown: (known: Known) => void; readonly onBack: () => void }) {
  const { rows, email, setEmail, onKnown, onBack } = props;
  const { back, start: texts } = useTexts();
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  const [asksCode, setAsksCode] = useState(false);
  const [said, setSaid] = useState<string | null>(null);
  const enter = async (): Promise<string | null> => {
    const signed = await signIn(fetch, { email: email.trim(), password, code: code.trim() });
    if (signed.kind === "code") {
      setAsksCode(true);
      return texts.codeNeeded;
    }
    if (signed.kind === "refused")
      return signed.problem.code === "auth.refused" ? texts.signInRefused : signed.problem.title;
    const me = signed.kind === "ok" ? await readMe(fetch) : signed;
    if (me.kind !== "ok") return me.kind === "undelivered" && me.reason === "portal" ? texts.portal : texts.offline;
    const kits = await readKits(fetch, me.value.studies, () => Date.now());
    if (kits.length === 0) return me.value.studies.length === 0 ? texts.noStudies : texts.offline;
    onKnown({ owner: me.value.user, kits, renew: await hasVault(rows, me.value.user.email) });
    return null;
  };
  const rescue = async () => {
    const files = await writeRescue(rows, email);
    downloadRescue(files);
    const media = await writeAttachmentRescue(rows, email);
    downloadAttachments(media);
    const count =
      files.reduce((sum, { records }) => sum + records, 0) + media.reduce((sum, file) => sum + file.attachments, 0);
    setSaid(count === 0 ? texts.exportNone : texts.exported(count));
  };
  return (
    <StartForm
      title={texts.signInTitle}
      note={texts.note}
      action={{ label: texts.signIn, run: enter }}
      said={said}
      others={[
        { label: texts.exportFormer, run: () => void rescue(), disabled: email.trim() === "" },
        { label: back, run: onBack },
      ]}
    >
      <EmailField email={email} setEmail={setEmail} />
      <SecretField label={texts.password} autoComplete="current-password" value={password} onChange={setPassword} />
      {asksCode && <CodeField label={texts.code} value={code} onChange={setCode} />}
    </StartForm>
  );
}

function PassphraseForm(props: StartProps & { readonly known: Known; readonly onBack: () => void }) {
  const { rows, known, onOpen, onBack } = props;
  const { back, start: texts } = useTexts();
  const [first, setFirst] = useState("");
  const [second, setSecond] = useState("");
  const set = async (): Promise<string | null> => {
    const weak = checkPassphrase(first);
    if (weak !== null) return texts[weak];
    if (first !== second) return texts.differ;
    await navigator.storage?.persist?.();
    onOpen(await setUpDevice(rows, known.owner, first, known.kits));
    return null;
  };
  return (
    <StartForm
      title={texts.setTitle}
      note={texts.setNote}
      action={{ label: texts.set, run: set }}
      others={[{ label: back, run: onBack }]}
    >
      {known.renew && <Banner tone="warn">{texts.renewNote}</Banner>}
      <SecretField label={texts.passphrase} autoComplete="new-password" value={first} onChange={setFirst} />
      <SecretField label={texts.again} autoComplete="new-password" value={second} onChange={setSecond} />
    </StartForm>
  );
}
