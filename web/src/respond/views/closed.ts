import type { ClosedReason } from "@diaoyan/api/contract";
import type { RespondMessages } from "../../i18n/respond.zh.ts";
import { drawButton, drawMessage } from "./frame.ts";

/** What this device holds of a response when the link takes nothing more. */
export interface KeptAnswers {
  /** `finished`: sent, and turned away. */
  readonly state: "begun" | "finished";
  readonly onOpen: () => void;
  readonly onClear: () => void;
  readonly onSend: () => void;
}

/**
 * Says why a link takes nothing now. Whoever began while it did is led back to the answers on this device: a full link still
 * keeps them, beyond quota; a closed one takes none, and they can be looked at or cleared.
 */
export function drawClosed(
  texts: RespondMessages,
  { reason, opensAt }: { readonly reason: ClosedReason; readonly opensAt: string | null },
  { kept, withdraw }: { readonly kept: KeptAnswers | null; readonly withdraw: HTMLElement },
): HTMLElement {
  const begins = reason === "notYetOpen" && opensAt !== null ? [texts.opensOn(opensAt)] : [];
  const details = [texts.closedDetails[reason], ...begins];
  if (kept === null) return drawMessage(texts.closedTitles[reason], details, withdraw);
  const { state, onOpen, onSend } = kept;
  const clear = () => {
    if (confirm(texts.keptHere.restart)) kept.onClear();
  };
  const goesOn = reason === "full";
  const note = goesOn ? texts.keptFull : state === "finished" ? texts.refusedKept : texts.keptClosed;
  const [first, open] = goesOn ? [texts.resume, "primary" as const] : [texts.lookAtAnswers, "plain" as const];
  return drawMessage(
    texts.closedTitles[reason],
    [...details, note],
    ...(state === "finished" ? [drawButton(texts.retry, onSend, "primary")] : []),
    drawButton(first, onOpen, open),
    drawButton(texts.clearAnswers, clear, "link"),
    withdraw,
  );
}
