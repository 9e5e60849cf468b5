import { textIn } from "@diaoyan/instruments";
import type { CollectorPage } from "../wire.ts";
import type { CoverTexts } from "./cover-texts.ts";
import { describeNotice } from "./describe-notice.ts";
import { node, type ViewElement, type ViewNode } from "./view-node.ts";

/** What stands on the cover of a questionnaire. */
export type CoverFacts = Pick<
  CollectorPage,
  | "collector"
  | "mode"
  | "invitedOnly"
  | "open"
  | "opensAt"
  | "closedReason"
  | "study"
  | "questionnaire"
  | "notice"
  | "simulated"
>;

/** What the browser's window is called. */
export function describeWindow(facts: Pick<CoverFacts, "questionnaire" | "simulated">, texts: CoverTexts): string {
  const title = textIn(texts.locale, facts.questionnaire.title);
  if (!facts.simulated) return title;
  return texts.locale === "en" ? `${title} (${texts.simulated})` : `${title}（${texts.simulated}）`;
}

/** Above every page: the mark of simulated data where it applies, and the language switch. */
export function describeBar(simulated: boolean, texts: CoverTexts): ViewElement {
  return node(
    "div",
    { class: "top-bar" },
    simulated && node("strong", { class: "simulated", title: texts.simulatedNote }, texts.simulated),
    node("button", { type: "button", class: "language", "aria-label": texts.languageLabel }, texts.language),
  );
}

function describeFact(name: string, value: string): ViewElement {
  return node("div", {}, node("dt", {}, name), node("dd", {}, value));
}

function describeFacts({ study, questionnaire, mode }: CoverFacts, texts: CoverTexts): ViewElement {
  return node(
    "dl",
    { class: "facts" },
    describeFact(texts.commissioner, study.commissioner),
    describeFact(texts.undertaker, study.undertaker),
    describeFact(texts.purpose, textIn(texts.locale, questionnaire.purpose)),
    describeFact(texts.duration, texts.minutes(questionnaire.minutes)),
    describeFact(texts.privacy, texts.modes[mode]),
    describeFact(texts.timing, texts.timings[mode]),
  );
}

/** Consent with its unticked box. The button wakes when the page's script is there. */
function describeConsent(texts: CoverTexts): ViewElement {
  return node(
    "div",
    { class: "consent" },
    node(
      "label",
      { class: "consent-line" },
      node("input", { type: "checkbox", id: "consent", "aria-describedby": "consent-problem" }),
      node("span", {}, texts.consent),
    ),
    node("p", { id: "consent-problem", class: "problem", role: "alert" }),
    node("button", { type: "button", class: "button primary", "data-action": "start", disabled: true }, texts.start),
  );
}

/** The notice a reader of this language is shown, with the language it is in: the Chinese one where there is no other. */
export function noticeFor({ notice }: Pick<CoverFacts, "notice">, locale: CoverTexts["locale"]) {
  const translated = locale === "en" ? notice.en : null;
  return translated === null
    ? { text: notice, language: "zh" as const }
    : { text: translated, language: "en" as const };
}

function describeNoticeSection(facts: CoverFacts, texts: CoverTexts): ViewElement {
  const { text, language } = noticeFor(facts, texts.locale);
  const note = texts.noticeNotes[language];
  const lang: Readonly<Record<string, string>> = language === texts.locale ? {} : { lang: "zh-CN" };
  return node(
    "section",
    { class: "notice", "aria-labelledby": "notice-title" },
    node("h2", { id: "notice-title" }, texts.noticeTitle),
    note !== "" && node("p", { class: "notice-language" }, note),
    node("p", lang, text.brief),
    node("details", {}, node("summary", {}, texts.noticeFull), node("div", lang, describeNotice(text.markdown))),
  );
}

/** A title with what it says in brackets at its end kept on one line, where there is room for it. */
function describeTitle(title: string): readonly ViewNode[] {
  const [, words = title, bracket = ""] = /^(.*?)(（[^（）]*）)?$/.exec(title) ?? [];
  return bracket === "" ? [words] : [words, node("span", { class: "whole" }, bracket)];
}

/** The first page: who asks, why, how long, what happens with the answers. */
export function describeCover(facts: CoverFacts, texts: CoverTexts): ViewElement {
  return node(
    "article",
    { class: "card cover" },
    node("p", { class: "study" }, textIn(texts.locale, facts.study.title)),
    node("h1", {}, ...describeTitle(textIn(texts.locale, facts.questionnaire.title))),
    facts.simulated && node("p", { class: "simulated-note" }, texts.simulatedNote),
    describeFacts(facts, texts),
    describeNoticeSection(facts, texts),
    describeConsent(texts),
    node(
      "p",
      { class: "foot" },
      node("button", { type: "button", class: "button link", "data-action": "withdraw" }, texts.withdrawLink),
    ),
  );
}
