import type { FieldMessages } from "../../i18n/field.zh.ts";
import type { Outbox } from "../outbox/outbox.ts";
import type { Line } from "../sync.ts";
import { useTexts } from "../texts.tsx";

/** Where a record is on its way, in two or three characters and a colour. */
export function StateMark({ outbox }: { readonly outbox: Outbox }) {
  const texts = useTexts();
  return <span className={`mark ${outbox.phase}`}>{texts.phase[outbox.phase]}</span>;
}

/** The state of a record in one sentence with what to do; null where the mark says it all. */
export function sayOutbox(
  { phase, delay, trouble, receipt, merge }: Outbox,
  line: Line,
  texts: FieldMessages,
): string | null {
  if (phase === "attention" && trouble !== null) {
    return trouble.kind === "refused" ? texts.trouble.refused(trouble.detail) : texts.trouble[trouble.kind];
  }
  if (phase === "waiting" && delay !== null) {
    return delay === "signedOut" && line === "otherPerson" ? texts.delay.otherPerson : texts.delay[delay];
  }
  if (phase === "merged" && merge !== null) {
    const parts = (["added", "changed", "removed", "conflicts"] as const)
      .filter((kind) => merge[kind] > 0)
      .map((kind) => texts.merge[kind](merge[kind]));
    return texts.merge.said(merge.cancelled ? [...parts, texts.merge.cancelled] : parts);
  }
  return phase === "received" && receipt !== null ? texts.receipt(receipt.revision, receipt.contentHash) : null;
}
