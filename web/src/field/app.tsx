import { useEffect, useMemo, useRef, useState } from "react";
import { createAttachmentServer } from "./attachments/attachment-server.ts";
import { createAttachmentSync } from "./attachments/attachment-sync.ts";
import { createRecorder } from "./attachments/recorder.ts";
import type { DeviceRows, OpenDevice } from "./device.ts";
import { guideOf } from "./kit.ts";
import { createFieldServer } from "./outbox/field-server.ts";
import { stampRow } from "./session-timer.ts";
import { createSync, type Line, type Sync } from "./sync.ts";
import { useTexts } from "./texts.tsx";
import { Banner } from "./ui.tsx";
import { DeviceView } from "./views/device-view.tsx";
import { ListView } from "./views/list-view.tsx";
import { NewView } from "./views/new-view.tsx";
import { SessionView } from "./views/session-view.tsx";
import { StartView } from "./views/start-view.tsx";
import { holdWindow, usePlace, useWatch } from "./watch.ts";
import { type Workspace, WorkspaceContext } from "./workspace.tsx";

/** The page: locked until somebody unlocks their vault, and used in one window at a time. */
export function App({ rows }: { readonly rows: DeviceRows }) {
  const texts = useTexts();
  const [held, setHeld] = useState<"asking" | "here" | "elsewhere">("asking");
  const [device, setDevice] = useState<OpenDevice | null>(null);
  const current = useRef(device);
  current.current = device;
  const hold = (steal: boolean) =>
    holdWindow(steal, setHeld, () => {
      void current.current?.store.flush();
      setDevice(null);
    });
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked for once, when the page begins
  useEffect(() => hold(false), []);
  if (!("subtle" in crypto)) return <Banner tone="error">{texts.needsHttps}</Banner>;
  if (held === "asking") return null;
  if (held === "elsewhere") {
    return (
      <main className="start">
        <div className="card">
          <h1>{texts.title}</h1>
          <Banner tone="warn">{texts.elsewhere}</Banner>
          <button type="button" className="button primary" onClick={() => hold(true)}>
            {texts.continueHere}
          </button>
        </div>
      </main>
    );
  }
  if (device === null) return <StartView rows={rows} onOpen={setDevice} />;
  return <Unlocked key={device.vault.id} rows={rows} device={device} onLock={() => setDevice(null)} />;
}

interface UnlockedProps {
  readonly rows: DeviceRows;
  readonly device: OpenDevice;
  readonly onLock: () => void;
}

function Unlocked({ rows, device, onLock }: UnlockedProps) {
  const sayShift = useTexts().session.shift;
  const [line, setLine] = useState<Line>("unknown");
  const [place, go] = usePlace();
  const { store, vault, attachments } = device;
  const recorder = useMemo(
    () =>
      createRecorder({
        ...{ shelf: attachments, records: store, owner: vault.owner.id },
        now: () => new Date(),
        steady: () => performance.now(),
        sessionSeconds: (id) => {
          const { record, study } = store.entry(id) ?? {};
          const kit = device.kits().find((one) => one.study.id === study);
          return record === undefined ? 0 : stampRow({ store, id, protocol: guideOf(record.session, kit), sayShift });
        },
      }),
    [device, attachments, store, vault, sayShift],
  );
  useEffect(() => () => void recorder.stop(), [recorder]);
  const sync = useMemo(() => {
    const server = createFieldServer(fetch, () => new Date());
    const parts = { store, server, person: vault.owner.id, now: () => Date.now(), random: Math.random };
    const records = createSync({ ...parts, onLine: setLine });
    const sendAttachments = createAttachmentSync({
      ...{ shelf: attachments, server: createAttachmentServer(fetch), records: store, signedIn: server },
      ...{ person: vault.owner.id, now: parts.now, random: Math.random },
    });
    // not waited for: a long recording on its way holds up no record
    const run: Sync["run"] = (options) => records.run(options).then(() => void sendAttachments(options));
    return { run };
  }, [store, vault, attachments]);
  const lock = () => {
    void recorder
      .stop()
      .then(() => store.flush())
      .then(() => {
        go("");
        onLock();
      });
  };
  useWatch(store, sync, { lock, isBusy: () => recorder.phase !== "idle" });
  // biome-ignore lint/correctness/useExhaustiveDependencies: a session that was left is sent at once, not at the next pulse
  useEffect(() => void sync.run(), [sync, place]);
  const workspace: Workspace = {
    device,
    rows,
    recorder,
    line,
    go,
    lock,
    upload: () => void sync.run({ urgent: true }),
  };
  const [view, id = ""] = place.split("/");
  return (
    <WorkspaceContext.Provider value={workspace}>
      {view === "session" && store.entry(id) !== undefined ? (
        <SessionView key={id} id={id} />
      ) : view === "new" ? (
        <NewView />
      ) : view === "device" ? (
        <DeviceView />
      ) : (
        <ListView />
      )}
    </WorkspaceContext.Provider>
  );
}
