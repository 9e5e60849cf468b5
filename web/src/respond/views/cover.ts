import type { RespondContext } from "../context.ts";
import { el } from "../dom.ts";
import { drawNotice } from "../notice-text.ts";
import { drawButton } from "./frame.ts";

export interface CoverActions {
  /** The box is ticked and the button pressed. */
  readonly onStart: () => void;
  /** Drops the unfinished response of this device. */
  readonly onRestart: () => void;
  readonly onWithdraw: () => void;
}

function drawFact(name: string, value: string): HTMLElement {
  return el("div", {}, el("dt", {}, name), el("dd", {}, value));
}

function drawFacts({ page, texts }: RespondContext): HTMLElement {
  return el(
    "dl",
    { class: "facts" },
    drawFact(texts.commissioner, page.study.commissioner),
    drawFact(texts.undertaker, page.study.undertaker),
    drawFact(texts.purpose, page.questionnaire.purpose),
    drawFact(texts.duration, texts.minutes(page.questionnaire.minutes)),
    drawFact(texts.privacy, texts.modes[page.mode]),
  );
}

function drawNoticeBox({ page, texts }: RespondContext): HTMLElement {
  return el(
    "section",
    { class: "notice", "aria-labelledby": "notice-title" },
    el("h2", { id: "notice-title" }, texts.noticeTitle),
    el("p", {}, page.notice.brief),
    el("details", {}, el("summary", {}, texts.noticeFull), drawNotice(page.notice.markdown)),
  );
}

/** Consent with its unticked box; pressing start without it says what is missing. */
function drawConsent({ texts, store, invitation }: RespondContext, onStart: () => void): HTMLElement {
  const box = el("input", { type: "checkbox", id: "consent", "aria-describedby": "consent-problem" });
  const problem = el("p", { id: "consent-problem", class: "problem", role: "alert" });
  const resumes = store.read() !== null;
  const begin = () => {
    problem.textContent = box.checked ? "" : texts.consentMissing;
    if (box.checked) onStart();
    else box.focus();
  };
  box.addEventListener("change", () => {
    problem.textContent = "";
  });
  return el(
    "div",
    { class: "consent" },
    el("label", { class: "consent-line" }, box, el("span", {}, texts.consent)),
    problem,
    resumes && el("p", { class: "hint" }, texts.resumeNote),
    invitation !== null && el("p", { class: "hint" }, texts.keptOnServer),
    drawButton(resumes ? texts.resume : texts.start, begin, "primary"),
  );
}

/** The first page: who asks, why, how long, what happens with the answers. Needs no survey code. */
export function drawCover(context: RespondContext, actions: CoverActions): HTMLElement {
  const { page, texts, store } = context;
  const restart = () => {
    if (confirm(texts.restartConfirm)) actions.onRestart();
  };
  return el(
    "article",
    { class: "card cover" },
    el("p", { class: "study" }, page.study.title),
    el("h1", {}, page.questionnaire.title),
    page.simulated && el("p", { class: "simulated-note" }, texts.simulatedNote),
    drawFacts(context),
    drawNoticeBox(context),
    drawConsent(context, actions.onStart),
    el(
      "p",
      { class: "foot" },
      store.read() !== null && drawButton(texts.restart, restart, "link"),
      drawButton(texts.withdrawLink, actions.onWithdraw, "link"),
    ),
  );
}
