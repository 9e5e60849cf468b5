import { useCallback, useState } from "react";
import { forgetDraft, type KeptDraft, keepDraft, readDraft } from "./kept-draft.ts";

export interface Kept<Value> {
  /** What was found when the page opened; null when nothing was, or after it was stored or discarded. */
  readonly restored: KeptDraft<Value> | null;
  /** Something typed since the last saving. */
  readonly dirty: boolean;
  readonly keep: (value: Value, base: string | number) => void;
  readonly forget: () => void;
}

/** Keeps what is typed on this device until it is stored: a lost session, a crash or a wrong click costs nothing. */
export function useKeptDraft<Value>(name: string): Kept<Value> {
  const [restored, setRestored] = useState(() => readDraft<Value>(localStorage, name));
  const [dirty, setDirty] = useState(restored !== null);
  const keep = useCallback(
    (value: Value, base: string | number) => {
      setDirty(true);
      keepDraft(localStorage, name, { base, at: new Date().toISOString(), value });
    },
    [name],
  );
  const forget = useCallback(() => {
    forgetDraft(localStorage, name);
    setRestored(null);
    setDirty(false);
  }, [name]);
  return { restored, dirty, keep, forget };
}
