import { describeCover } from "@diaoyan/api/contract/cover";
import type { RespondContext } from "../context.ts";
import { drawNode, el } from "../dom.ts";
import { drawButton } from "./frame.ts";

export interface CoverActions {
  /** The box is ticked and the button pressed. */
  readonly onStart: () => void;
  /** Drops the unfinished response of this device. */
  readonly onRestart: () => void;
  readonly onWithdraw: () => void;
}

/** The cover as the server wrote it, where it still stands on the page. */
export function findServedCover(): HTMLElement | null {
  return document.querySelector<HTMLElement>("#page > .cover");
}

/** Draws the first page: who asks, why, how long, what happens with the answers. Needs no survey code. */
export function drawCover(context: RespondContext, actions: CoverActions): HTMLElement {
  return wireCover(drawNode(describeCover(context.page, context.texts)), context, actions);
}

/** Brings a drawn or served cover to life; pressing start without the tick says what is missing. */
export function wireCover(cover: HTMLElement, context: RespondContext, actions: CoverActions): HTMLElement {
  const { texts, store, invitation } = context;
  const box = find<HTMLInputElement>(cover, "#consent");
  const problem = find(cover, "#consent-problem");
  const start = find<HTMLButtonElement>(cover, "[data-action=start]");
  start.addEventListener("click", () => {
    problem.textContent = box.checked ? "" : texts.consentMissing;
    if (box.checked) actions.onStart();
    else box.focus();
  });
  box.addEventListener("change", () => {
    problem.textContent = "";
  });
  find(cover, "[data-action=withdraw]").addEventListener("click", actions.onWithdraw);
  if (invitation !== null) start.before(el("p", { class: "hint" }, texts.keptOnServer));
  if (store.read() !== null) offerResuming(cover, context, actions);
  start.disabled = false;
  return cover;
}

/** What differs when there is an unfinished response: on this device, or by an invitation on any. */
function offerResuming(cover: HTMLElement, { texts, invitation }: RespondContext, { onRestart }: CoverActions): void {
  const start = find(cover, "[data-action=start]");
  start.textContent = texts.resume;
  const words = invitation === null ? texts.keptHere : texts.keptByInvitation;
  start.before(el("p", { class: "hint" }, words.resume));
  const restart = () => {
    if (confirm(words.restart)) onRestart();
  };
  find(cover, ".foot").prepend(drawButton(texts.restart, restart, "link"));
}

function find<Found extends HTMLElement>(cover: HTMLElement, selector: string): Found {
  const found = cover.querySelector<Found>(selector);
  if (found === null) throw new Error(`the cover has no ${selector}`);
  return found;
}
