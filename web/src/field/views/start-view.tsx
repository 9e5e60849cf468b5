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
import { Banner, TextField } from "../ui.tsx";
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

function Card(props: {
  readonly title: string;
  readonly note: string;
  readonly problem: string | null;
  readonly onSubmit: () => Promise<void>;
  readonly children: ReactNode;
}) {
  const { title, note, problem, onSubmit, children } = props;
  const { texts, switchLanguage } = useLanguage();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void onSubmit();
  };
  return (
    <main className="start">
      <button type="button" className="link language" onClick={switchLanguage}>
        {texts.language}
      </button>
      <form className="card" onSubmit={submit}>
        <h1>{title}</h1>
        <p className="note">{note}</p>
        {problem !== null && <Banner tone="error">{problem}</Banner>}
        {children}
      </form>
    </main>
  );
}

interface EmailProps {
  readonly rows: DeviceRows;
  readonly email: string;
  readonly setEmail: (email: string) => void;
}

function UnlockForm(props: EmailProps & Pick<StartProps, "onOpen"> & { readonly onFirstTime: () => void }) {
  const { rows, email, setEmail, onOpen, onFirstTime } = props;
  const texts = useTexts();
  const [passphrase, setPassphrase] = useState("");
  const [remember, setRemember] = useState(() => localStorage.getItem(rememberedKey) !== null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const unlock = async () => {
    if (busy || email.trim() === "" || passphrase === "") return;
    setBusy(true);
    if (remember) localStorage.setItem(rememberedKey, email.trim());
    else localStorage.removeItem(rememberedKey);
    const unlocked = await unlockDevice(rows, email, passphrase);
    setBusy(false);
    if (unlocked.kind === "open") onOpen(unlocked.device);
    else if (unlocked.kind === "wrong") setProblem(texts.start.wrong);
    else setProblem(unlocked.lost > 0 ? texts.start.lost(unlocked.lost) : texts.start.none);
  };
  return (
    <Card title={texts.title} note={texts.start.note} problem={problem} onSubmit={unlock}>
      <TextField label={texts.start.email} type="email" autoComplete="username" value={email} onChange={setEmail} />
      <TextField
        label={texts.start.passphrase}
        type="password"
        autoComplete="off"
        value={passphrase}
        onChange={setPassphrase}
      />
      <label className="check">
        <input type="checkbox" checked={remember} onChange={(event) => setRemember(event.currentTarget.checked)} />
        {texts.start.remember}
      </label>
      <button type="submit" className="button primary" disabled={busy}>
        {busy ? texts.start.unlocking : texts.start.unlock}
      </button>
      <button type="button" className="button" onClick={onFirstTime}>
        {texts.start.firstTime}
      </button>
    </Card>
  );
}

function SignInForm(props: EmailProps & { readonly onKnown: (known: Known) => void; readonly onBack: () => void }) {
  const { rows, email, setEmail, onKnown, onBack } = props;
  const texts = useTexts();
  const [password, setPassword] = useState("");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [said, setSaid] = useState<string | null>(null);
  const enter = async (): Promise<string | null> => {
    const signed = await signIn(fetch, email.trim(), password);
    if (signed.kind === "refused")
      return signed.problem.code === "auth.refused" ? texts.start.signInRefused : signed.problem.title;
    const me = signed.kind === "ok" ? await readMe(fetch) : signed;
    if (me.kind !== "ok") {
      return me.kind === "undelivered" && me.reason === "portal" ? texts.start.portal : texts.start.offline;
    }
    const kits = await readKits(fetch, me.value.studies, () => Date.now());
    if (kits.length === 0) return me.value.studies.length === 0 ? texts.start.noStudies : texts.start.offline;
    onKnown({ owner: me.value.user, kits, renew: await hasVault(rows, me.value.user.email) });
    return null;
  };
  const submit = async () => {
    if (busy) return;
    setBusy(true);
    setProblem(await enter());
    setBusy(false);
  };
  const rescue = async () => {
    const files = await writeRescue(rows, email);
    downloadRescue(files);
    const media = await writeAttachmentRescue(rows, email);
    downloadAttachments(media);
    const count =
      files.reduce((sum, { records }) => sum + records, 0) + media.reduce((sum, file) => sum + file.attachments, 0);
    setSaid(count === 0 ? texts.start.exportNone : texts.start.exported(count));
  };
  return (
    <Card title={texts.start.signInTitle} note={texts.start.note} problem={problem} onSubmit={submit}>
      <TextField label={texts.start.email} type="email" autoComplete="username" value={email} onChange={setEmail} />
      <TextField
        label={texts.start.password}
        type="password"
        autoComplete="current-password"
        value={password}
        onChange={setPassword}
      />
      <button type="submit" className="button primary" disabled={busy}>
        {texts.start.signIn}
      </button>
      <button type="button" className="button" onClick={() => void rescue()} disabled={email.trim() === ""}>
        {texts.start.exportFormer}
      </button>
      {said !== null && <Banner tone="calm">{said}</Banner>}
      <button type="button" className="button" onClick={onBack}>
        {texts.back}
      </button>
    </Card>
  );
}

function PassphraseForm(props: StartProps & { readonly known: Known; readonly onBack: () => void }) {
  const { rows, known, onOpen, onBack } = props;
  const texts = useTexts();
  const [first, setFirst] = useState("");
  const [second, setSecond] = useState("");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const set = async () => {
    const weak = checkPassphrase(first);
    if (weak !== null) return setProblem(texts.start[weak]);
    if (first !== second) return setProblem(texts.start.differ);
    if (busy) return undefined;
    setBusy(true);
    await navigator.storage?.persist?.();
    onOpen(await setUpDevice(rows, known.owner, first, known.kits));
  };
  return (
    <Card title={texts.start.setTitle} note={texts.start.setNote} problem={problem} onSubmit={set}>
      {known.renew && <Banner tone="warn">{texts.start.renewNote}</Banner>}
      <TextField
        label={texts.start.passphrase}
        type="password"
        autoComplete="new-password"
        value={first}
        onChange={setFirst}
      />
      <TextField
        label={texts.start.again}
        type="password"
        autoComplete="new-password"
        value={second}
        onChange={setSecond}
      />
      <button type="submit" className="button primary" disabled={busy}>
        {texts.start.set}
      </button>
      <button type="button" className="button" onClick={onBack}>
        {texts.back}
      </button>
    </Card>
  );
}
