import { useEffect, useMemo, useRef, useState } from "react";
import type { OpenDevice } from "./device.ts";
import { createFieldServer } from "./outbox/field-server.ts";
import { createSync, type Line } from "./sync.ts";
import { useTexts } from "./texts.tsx";
import { Banner } from "./ui.tsx";
import type { DeviceStore } from "./vault/vault.ts";
import { DeviceView } from "./views/device-view.tsx";
import { ListView } from "./views/list-view.tsx";
import { NewView } from "./views/new-view.tsx";
import { SessionView } from "./views/session-view.tsx";
import { StartView } from "./views/start-view.tsx";
import { holdWindow, usePlace, useWatch } from "./watch.ts";
import { type Workspace, WorkspaceContext } from "./workspace.tsx";

/** The page: locked until somebody unlocks their vault, and used in one window at a time. */
export function App({ rows }: { readonly rows: DeviceStore }) {
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
  readonly rows: DeviceStore;
  readonly device: OpenDevice;
  readonly onLock: () => void;
}

function Unlocked({ rows, device, onLock }: UnlockedProps) {
  const [line, setLine] = useState<Line>("unknown");
  const [place, go] = usePlace();
  const { store, vault } = device;
  const sync = useMemo(() => {
    const server = createFieldServer(fetch, () => new Date());
    const parts = { store, server, person: vault.owner.id, now: () => Date.now(), random: Math.random };
    return createSync({ ...parts, onLine: setLine });
  }, [store, vault]);
  const lock = () => {
    void store.flush().then(() => {
      go("");
      onLock();
    });
  };
  useWatch(store, sync, lock);
  const workspace: Workspace = { device, rows, line, go, lock, upload: () => void sync.run({ urgent: true }) };
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
