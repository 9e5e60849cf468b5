import { createContext, useContext, useEffect, useReducer } from "react";
import type { Recorder } from "./attachments/recorder.ts";
import type { DeviceRows, OpenDevice } from "./device.ts";
import type { Kit } from "./kit.ts";
import type { Entry } from "./record-store.ts";
import type { Line } from "./sync.ts";

/** What every view of an unlocked page works with. */
export interface Workspace {
  readonly device: OpenDevice;
  readonly rows: DeviceRows;
  readonly recorder: Recorder;
  readonly line: Line;
  readonly go: (place: string) => void;
  /** Sends what waits now. */
  readonly upload: () => void;
  /** Forgets everything in memory and asks for the passphrase. */
  readonly lock: () => void;
}

export const WorkspaceContext = createContext<Workspace | null>(null);

export function useWorkspace(): Workspace {
  const workspace = useContext(WorkspaceContext);
  if (workspace === null) throw new Error("useWorkspace needs an unlocked page around it");
  return workspace;
}

/** Draws the view again whenever a record changes. */
export function useRecords(): Workspace["device"]["store"] {
  const { store } = useWorkspace().device;
  const [, draw] = useReducer((count: number) => count + 1, 0);
  useEffect(() => store.subscribe(() => draw()), [store]);
  return store;
}

export function useKit(entry: Entry | undefined): Kit | undefined {
  const { device } = useWorkspace();
  return device.kits().find(({ study }) => study.id === entry?.study);
}
