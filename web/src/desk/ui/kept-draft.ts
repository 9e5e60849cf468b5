const prefix = "diaoyan-desk-draft ";

/** What was typed and not yet stored; `base` is the stored state it was typed over. */
export interface KeptDraft<Value> {
  readonly base: string | number;
  readonly at: string;
  readonly value: Value;
}

type Store = Pick<Storage, "getItem" | "setItem" | "removeItem" | "key" | "length">;

/** Keeps a draft in the browser; where it stores nothing, or no more, the page goes on without. */
export function keepDraft(store: Store, name: string, draft: KeptDraft<unknown>): boolean {
  try {
    store.setItem(prefix + name, JSON.stringify(draft));
    return true;
  } catch {
    return false;
  }
}

/** The draft kept under a name; null where there is none, or nothing that can be read. */
export function readDraft<Value>(store: Store, name: string): KeptDraft<Value> | null {
  try {
    return JSON.parse(store.getItem(prefix + name) ?? "null") as KeptDraft<Value> | null;
  } catch {
    return null;
  }
}

export function forgetDraft(store: Store, name: string): void {
  store.removeItem(prefix + name);
}

/** Names of all kept drafts: what would be lost by leaving the device to somebody else. */
export function listDrafts(store: Store): readonly string[] {
  const keys = Array.from({ length: store.length }, (_, place) => store.key(place) ?? "");
  return keys.filter((key) => key.startsWith(prefix)).map((key) => key.slice(prefix.length));
}
