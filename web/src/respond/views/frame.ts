import { describeBar } from "@diaoyan/api/contract/cover";
import type { RespondMessages } from "../../i18n/respond.zh.ts";
import { drawNode, el } from "../dom.ts";

/** What stands around every view: the language switch and, where it applies, the mark of simulated data. */
export interface Frame {
  readonly texts: RespondMessages;
  readonly simulated: boolean;
  readonly onLanguage: () => void;
}

/** Puts a view on the page and moves the focus to its heading, so that a screen reader begins there. */
export function showView(frame: Frame, view: HTMLElement): void {
  const main = document.getElementById("page");
  if (main === null) return;
  const bar = drawNode(describeBar(frame.simulated, frame.texts));
  main.replaceChildren(bar, view);
  wireLanguage(frame.onLanguage);
  main.removeAttribute("aria-busy");
  scrollTo(0, 0);
  const heading = view.querySelector<HTMLElement>("h1");
  heading?.setAttribute("tabindex", "-1");
  heading?.focus({ preventScroll: true });
}

/** Lets the language switch of the page do its work. */
export function wireLanguage(onLanguage: () => void): void {
  document.querySelector("#page .language")?.addEventListener("click", onLanguage);
}

/** A heading with sentences and buttons: for everything that needs no more. */
export function drawMessage(
  title: string,
  details: readonly string[],
  ...actions: readonly HTMLElement[]
): HTMLElement {
  return el(
    "section",
    { class: "card message" },
    el("h1", {}, title),
    ...details.map((detail) => el("p", {}, detail)),
    actions.length > 0 && el("div", { class: "actions" }, ...actions),
  );
}

/** A button; `kind` says how loud it is. */
export function drawButton(text: string, onClick: () => void, kind: "primary" | "plain" | "link" = "plain") {
  return el("button", { type: "button", class: `button ${kind}`, onclick: onClick }, text);
}
