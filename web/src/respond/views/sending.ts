import type { RespondContext } from "../context.ts";
import { el } from "../dom.ts";
import type { SendingState } from "../sender.ts";
import { drawButton } from "./frame.ts";

export interface SendingActions {
  readonly onRetry: () => void;
  readonly onEdit: () => void;
}

export interface SendingView {
  readonly element: HTMLElement;
  update(state: SendingState): void;
}

/** The page between the last question and the receipt: on its way, waiting for the network, or refused with the reason. */
export function drawSending({ texts }: RespondContext, actions: SendingActions): SendingView {
  const title = el("h1", {}, texts.sending);
  const detail = el("p", {});
  const countdown = el("p", { class: "hint" });
  const problems = el("ul", { class: "problems" });
  const buttons = el("div", { class: "actions" });
  const status = el("div", { role: "status" }, detail);
  const element = el("section", { class: "card message" }, title, status, problems, countdown, buttons);
  let shown = "";

  function say(heading: string, text: string, ...actionButtons: readonly HTMLElement[]): void {
    title.textContent = heading;
    detail.textContent = text;
    buttons.replaceChildren(...actionButtons);
  }

  function update(state: SendingState): void {
    const key = state.kind === "waiting" ? state.reason : state.kind;
    countdown.textContent = state.kind === "waiting" ? texts.retryIn(state.seconds) : "";
    if (key === shown) return;
    shown = key;
    if (state.kind === "sending") say(texts.sending, "");
    if (state.kind === "waiting") {
      const text = state.reason === "offline" ? texts.offlineDetail : texts.busyDetail;
      say(texts.offlineTitle, text, drawButton(texts.retryNow, actions.onRetry, "primary"));
    }
    if (state.kind === "refused") {
      const { problem } = state;
      say(texts.refusedTitle, `${problem.title}。${texts.refusedKept}`, drawButton(texts.editAgain, actions.onEdit));
    }
  }

  return { element, update };
}
