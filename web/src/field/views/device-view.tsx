import { useEffect, useState } from "react";
import { useAttachmentTexts } from "../attachments/texts.ts";
import { useAttachments } from "../attachments/use-attachments.ts";
import { writeAttachmentRescue, writeRescue } from "../device.ts";
import { signIn, signOut } from "../kit.ts";
import { isSafe } from "../outbox/outbox.ts";
import { refreshKits } from "../refresh-kits.ts";
import { downloadAttachments, downloadRescue, shareRescue } from "../save-rescue.ts";
import { useTexts } from "../texts.tsx";
import { Banner, CodeField, TextField } from "../ui.tsx";
import { useRecords, useWorkspace } from "../workspace.tsx";
import { Framed } from "./new-view.tsx";

/** Account, storage, rescue file, what may be removed. */
export function DeviceView() {
  const texts = useTexts();
  const { device, rows, go, line, lock } = useWorkspace();
  const store = useRecords();
  const shelf = useAttachments();
  const attachmentTexts = useAttachmentTexts();
  const [said, setSaid] = useState<string | null>(null);
  const { email } = device.vault.owner;
  const rescue = async (share: boolean) => {
    await store.flush();
    const files = await writeRescue(rows, email);
    const media = await writeAttachmentRescue(rows, email);
    const count =
      files.reduce((sum, { records }) => sum + records, 0) + media.reduce((sum, file) => sum + file.attachments, 0);
    if (count === 0) return setSaid(texts.device.rescueNone);
    const isShared = share && (await shareRescue(files));
    if (!isShared) downloadRescue(files);
    downloadAttachments(media);
    return setSaid(texts.start.exported(count));
  };
  const refresh = async () => {
    const done = await refreshKits(device);
    if (done === "refreshed") return setSaid(texts.device.refreshed);
    return setSaid(done === "offline" ? texts.start.offline : texts.delay[done]);
  };
  const leave = async () => {
    await signOut(fetch);
    lock();
  };
  const removeDamaged = (id: string) => {
    if (confirm(texts.device.removeDamagedConfirm)) void store.remove(id);
  };
  const unsent = shelf.list().filter(({ state }) => state.phase !== "received").length;
  const safe = store.entries().filter(({ record }) => isSafe(record.outbox));
  return (
    <Framed title={texts.device.title} onBack={() => go("")} action={{ label: texts.device.lock, run: lock }}>
      {said !== null && <Banner tone="calm">{said}</Banner>}
      <section className="part">
        <p>{`${texts.device.owner}：${device.vault.owner.name}（${email}）`}</p>
        {(line === "signedOut" || line === "otherPerson") && <SignInAgain email={email} />}
        <p className="note">{texts.device.lockNote}</p>
        <button type="button" className="button" onClick={() => void leave()}>
          {texts.device.signOut}
        </button>
        <p className="note">{texts.device.signOutNote}</p>
        <button type="button" className="button" onClick={() => void refresh()}>
          {texts.device.refreshKits}
        </button>
      </section>
      <section className="part">
        <h2>{texts.device.rescue}</h2>
        <p className="note">{texts.device.rescueNote}</p>
        {unsent > 0 && <p className="note">{attachmentTexts.unsent(unsent)}</p>}
        {shelf.damaged().length > 0 && <p className="note">{attachmentTexts.damaged(shelf.damaged().length)}</p>}
        <div className="actions">
          <button type="button" className="button" onClick={() => void rescue(false)}>
            {texts.device.rescueAll}
          </button>
          {"share" in navigator && (
            <button type="button" className="button" onClick={() => void rescue(true)}>
              {texts.device.rescueShare}
            </button>
          )}
        </div>
        {store.damaged().map(({ id }) => (
          <div key={id} className="dock-line">
            <span className="grow">{`${texts.list.damaged} ${id.slice(0, 8)}`}</span>
            <button type="button" className="button danger" onClick={() => removeDamaged(id)}>
              {texts.device.removeSafe}
            </button>
          </div>
        ))}
      </section>
      <StorageState />
      {safe.length > 0 && (
        <section className="part">
          <p className="note">{texts.device.removeSafeNote}</p>
          {safe.map(({ id, record }) => (
            <div key={id} className="dock-line">
              <span className="grow ellipsis">{record.session.title || texts.list.untitled}</span>
              <button type="button" className="button" onClick={() => void store.remove(id)}>
                {texts.device.removeSafe}
              </button>
            </div>
          ))}
        </section>
      )}
    </Framed>
  );
}

/** Renews the session of the same person, so that records can be sent again. */
function SignInAgain({ email }: { readonly email: string }) {
  const texts = useTexts();
  const { upload } = useWorkspace();
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  const [asksCode, setAsksCode] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const enter = async () => {
    const answer = await signIn(fetch, { email, password, code: code.trim() });
    if (answer.kind === "code") {
      setAsksCode(true);
      return setProblem(texts.start.codeNeeded);
    }
    if (answer.kind === "ok") return upload();
    return setProblem(answer.kind === "refused" ? answer.problem.title : texts.start.offline);
  };
  return (
    <>
      {problem !== null && <Banner tone="error">{problem}</Banner>}
      <TextField
        label={texts.start.password}
        type="password"
        autoComplete="current-password"
        value={password}
        onChange={setPassword}
      />
      {asksCode && <CodeField label={texts.start.code} value={code} onChange={setCode} />}
      <button type="button" className="button primary" onClick={() => void enter()}>
        {texts.device.signInAgain}
      </button>
    </>
  );
}

function sayBytes(bytes: number): string {
  const megabytes = bytes / 1_048_576;
  return megabytes >= 1_024 ? `${(megabytes / 1_024).toFixed(1)} GB` : `${megabytes.toFixed(1)} MB`;
}

/** What the browser says of the storage: whether it may be cleared, and how much is left. */
function StorageState() {
  const texts = useTexts();
  const [state, setState] = useState<{
    readonly persisted: boolean;
    readonly used: number;
    readonly all: number;
  } | null>(null);
  useEffect(() => {
    const read = async () => {
      const persisted = (await navigator.storage?.persisted?.()) ?? false;
      const { usage = 0, quota = 0 } = (await navigator.storage?.estimate?.()) ?? {};
      setState({ persisted, used: usage, all: quota });
    };
    void read();
  }, []);
  if (state === null) return null;
  return (
    <section className="part">
      <p className="note">{state.persisted ? texts.device.persisted : texts.device.notPersisted}</p>
      <p className="note">{texts.device.used(sayBytes(state.used), sayBytes(state.all))}</p>
    </section>
  );
}
