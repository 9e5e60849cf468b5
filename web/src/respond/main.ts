import type { CollectorPage } from "@diaoyan/api/contract";
import { describeWindow } from "@diaoyan/api/contract/cover";
import type { Locale } from "@diaoyan/instruments";
import { respondZh } from "../i18n/respond.zh.ts";
import { settleAssignment } from "./assignment.ts";
import { assignmentKey, type DraftStore, draftKey } from "./draft.ts";
import { keepOnServer } from "./draft-keeper.browser.ts";
import { findStorage, openDraftStore } from "./draft-store.browser.ts";
import { assumeInvitation, enterInvitation, type Invitation, mergeDraft, readToken } from "./invitation.ts";
import { keepFieldInView } from "./keep-field-in-view.browser.ts";
import { readLocale, switchLocale } from "./language.browser.ts";
import { loadPage } from "./load-page.ts";
import { fillOlderWebViews } from "./older-webviews.ts";
import "./parts.css";
import "./respond.css";
import { startJourney } from "./journey.ts";
import { createTimeKeeper } from "./time-keeper.ts";
import { findServedCover } from "./views/cover.ts";
import { drawButton, drawMessage, showView, wireLanguage } from "./views/frame.ts";
import { drawWithdraw } from "./views/withdraw.ts";

fillOlderWebViews();
keepFieldInView();

/** Texts of a language; English is loaded when it is asked for. */
async function textsIn(locale: Locale) {
  document.documentElement.lang = locale === "en" ? "en" : "zh-CN";
  return locale === "en" ? (await import("../i18n/respond.en.ts")).respondEn : respondZh;
}

/** Opens the questionnaire that the address names: /s/{collector}, with #{token} for an invited person. */
async function open(): Promise<void> {
  const storage = findStorage();
  const locale = readLocale();
  const served = document.documentElement.lang;
  const texts = await textsIn(locale);
  const onLanguage = switchLocale;
  const collector = decodeURIComponent(location.pathname.split("/")[2] ?? "");
  // kept from an earlier visit in the other language: drawn anew
  if (served !== document.documentElement.lang) findServedCover()?.remove();
  wireLanguage(onLanguage);
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
  document.title = describeWindow(page, texts);
  const frame = { texts, simulated: page.simulated, onLanguage };
  const invited = await admit(page);
  if (invited === "missing" || invited === "unknown") {
    const [title, detail] =
      invited === "missing"
        ? [texts.invitedOnly, texts.invitedOnlyDetail]
        : [texts.invitationUnknown, texts.invitationUnknownDetail];
    // the codes of a response given earlier hold without an invitation
    const onWithdraw = () =>
      showView(frame, drawWithdraw(texts, { onBack: () => void open(), onDone: () => undefined }));
    showView(frame, drawMessage(title, [detail], drawButton(texts.withdrawLink, onWithdraw, "link")));
    return;
  }
  const settled = invited === "failed" ? null : settle(page, invited, storage);
  if (invited === "failed" || settled === null) {
    showView(
      frame,
      drawMessage(
        texts.loadFailed,
        [texts.loadFailedDetail],
        drawButton(texts.retry, () => void open(), "primary"),
      ),
    );
    return;
  }
  const time = createTimeKeeper({
    collector,
    version: page.questionnaire.version,
    mode: page.mode,
    key: keyOf(page, invited),
    storage,
    fetchLike: (input, init) => fetch(input, init),
    now: () => performance.now(),
  });
  startJourney({ page, ...settled, time, texts, locale, invitation: invited }, frame);
}

/** Who comes: null with an open link, an invitation, or why there is none. */
async function admit(page: CollectorPage): Promise<Invitation | null | "missing" | "unknown" | "failed"> {
  if (!page.invitedOnly) return null;
  const token = readToken(location.hash);
  if (token === undefined) return "missing";
  const entered = await enterInvitation(fetch, page.collector, token);
  if (entered.kind === "entered") return entered.invitation;
  return entered.kind === "failed" && "subtle" in crypto ? assumeInvitation(token) : entered.kind;
}

/** The draft and the modules of this person on this device; null where the modules are not known yet. */
function settle(page: CollectorPage, invitation: Invitation | null, storage: Storage | null) {
  const { collector, questionnaire } = page;
  const key = assignmentKey({ collector, version: questionnaire.version, person: invitation?.response ?? "" });
  return settleAssignment({ key, storage, store: openStore(page, invitation, storage) }, page, invitation);
}

function keyOf(page: CollectorPage, invitation: Invitation | null): string {
  return draftKey({
    collector: page.collector,
    version: page.questionnaire.version,
    person: invitation?.response ?? "",
  });
}

/** The draft of this person on this device; with an invitation it is also kept on the server and goes on from there. */
function openStore(page: CollectorPage, invitation: Invitation | null, storage: Storage | null): DraftStore {
  const version = page.questionnaire.version;
  const local = openDraftStore(keyOf(page, invitation), storage);
  if (invitation === null) return local;
  const merged = mergeDraft(local.read(), invitation, Date.now());
  if (merged !== null) local.write(merged);
  return keepOnServer(local, { collector: page.collector, version, token: invitation.token });
}

// another invitation pasted into the same tab is another person
addEventListener("hashchange", () => location.reload());
void open();
