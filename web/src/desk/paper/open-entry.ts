import { type CallOutput, routes } from "@diaoyan/api/contract";
import type { TypedForm } from "@diaoyan/instruments";
import { client } from "../api.ts";
import { readDraft } from "../ui/kept-draft.ts";
import { draftName, type FormAddress } from "./use-entry.ts";

export type Entry = CallOutput<typeof routes.openPaperEntry> & {
  /** What this device kept and the server may not have; null where there is nothing newer. */
  readonly newer: TypedForm | null;
};

/** Opens the caller's entry of a form, together with what this device kept of it when the connection was gone. */
export async function openEntry(address: FormAddress, takeOver: boolean): Promise<Entry> {
  const entry = await client.call(routes.openPaperEntry, { params: address, body: { takeOver } });
  const kept = readDraft<TypedForm>(localStorage, draftName(address, entry.pass));
  // one saving may have arrived without its answer
  const current = kept !== null && (kept.base === entry.revision || kept.base === entry.revision - 1);
  return { ...entry, newer: current ? kept.value : null };
}
