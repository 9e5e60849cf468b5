import type { Locale } from "@diaoyan/instruments";
import { respondZh } from "../i18n/respond.zh.ts";
import { draftKey } from "./draft.ts";
import { findStorage, openDraftStore } from "./draft-store.browser.ts";
import { loadPage } from "./load-page.ts";
import { fillOlderWebViews } from "./older-webviews.ts";
import "./parts.css";
import "./respond.css";
import { startJourney } from "./journey.ts";
import { drawButton, drawMessage, showView } from "./views/frame.ts";

fillOlderWebViews();

const languageKey = "diaoyan-language";

/** Texts of a language; English is loaded when it is asked for. */
async function textsIn(locale: Locale) {
  document.documentElement.lang = locale === "en" ? "en" : "zh-CN";
  return locale === "en" ? (await import("../i18n/respond.en.ts")).respondEn : respondZh;
}

/** Opens the questionnaire that the address names: /s/{collector}?p={person}. */
async function open(): Promise<void> {
  const storage = findStorage();
  const locale: Locale = storage?.getItem(languageKey) === "en" ? "en" : "zh";
  const texts = await textsIn(locale);
  const onLanguage = () => {
    storage?.setItem(languageKey, locale === "en" ? "zh" : "en");
    location.reload();
  };
  const collector = decodeURIComponent(location.pathname.split("/")[2] ?? "");
  const loaded = await loadPage(fetch, collector);
  if (loaded.kind !== "page") {
    const failed = loaded.kind === "failed";
    const view = failed
      ? drawMessage(
          texts.loadFailed,
          [texts.loadFailedDetail],
          drawButton(texts.retry, () => void open(), "primary"),
        )
      : drawMessage(texts.notFoundTitle, [texts.notFoundDetail]);
    showView({ texts, simulated: false, onLanguage }, view);
    return;
  }
  const { page } = loaded;
  document.title = page.simulated ? `${page.questionnaire.title}（${texts.simulated}）` : page.questionnaire.title;
  const person = new URLSearchParams(location.search).get("p") ?? "";
  const key = draftKey({ collector, version: page.questionnaire.version, person });
  const frame = { texts, simulated: page.simulated, onLanguage };
  startJourney({ page, store: openDraftStore(key, storage), texts, locale }, frame);
}

void open();
