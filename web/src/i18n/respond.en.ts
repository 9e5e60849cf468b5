import { coverEn } from "@diaoyan/api/contract/cover";
import { showMoment } from "../china-time.ts";
import type { RespondMessages } from "./respond.zh.ts";

/** Every text of the respondents' page in English. */
export const respondEn: RespondMessages = {
  ...coverEn,
  loading: "Opening…",
  loadFailed: "The questionnaire cannot be opened now",
  loadFailedDetail: "There is no network or the server did not answer. Check your connection and try again.",
  retry: "Try again",
  consentMissing: "Please read the notice and tick the box before you start.",
  resume: "Continue",
  keptHere: {
    resume: "An unfinished response is kept on this device. You can go on where you stopped.",
    restart: "Clear the unfinished response kept on this device? This cannot be undone.",
  },
  keptByInvitation: {
    resume: "Your earlier answers are kept. You can go on.",
    restart: "Drop the answers kept so far and start again? What you enter then replaces what the server keeps.",
  },
  restart: "Clear and start again",
  preparing: "Preparing the questions…",
  pageOf: (page, pages) => `Page ${page} of ${pages}`,
  saved: "Saved on this device",
  savedForDevices: "Saved; online, you can go on elsewhere in a few seconds",
  notSaved: "This browser does not keep drafts; please do not close the page",
  backToCover: "Back to the notice",
  rowMissing: "This row is not answered",
  rankHint: (chosen, least, most) =>
    most === null
      ? `Tap in order of importance; ${chosen} chosen`
      : `Tap in order of importance; ${chosen} of ${least >= most ? "" : "at most "}${most} chosen`,
  rankPlace: (place) => `Place ${place}`,
  problems: {
    required: "Please answer this question.",
    "row-required": "Please answer every row.",
    "too-long": "The text is too long.",
    "too-many-items": "There are too many items.",
    "unknown-choice": "Please choose one of the choices offered.",
    "hidden-choice": "The choice is not offered now; please choose again.",
    "hidden-answer": "This question needs no answer now; please check the page before.",
    "repeated-choice": "Choose each choice once.",
    "exclusive-choice": "“None of these” cannot stand beside other choices.",
    "too-few-choices": "Please choose more.",
    "too-many-choices": "Please choose fewer.",
    "incomplete-ranking": "Please rank every choice.",
    "out-of-range": "The number is outside the limits.",
    "wrong-format": "The answer is not in the expected form.",
    "rows-not-unique": "Choose each column once.",
    "too-few-entries": "Please add entries.",
    "too-many-entries": "Please remove entries.",
    "duplicate-key": "The entries must differ.",
    "other-text-missing": "Please say what “other” means.",
    "other-text-stray": "No explanation is needed unless “other” is chosen.",
    "validator-failed": "Please correct the answer.",
  },
  problemOther: "This answer did not pass the check; please answer again.",
  sending: "Sending, please wait…",
  offlineTitle: "Not delivered yet",
  offlineDetail:
    "There is no network. Your response is kept whole on this device and goes out by itself once the network is back. Please do not clear the browser's data.",
  busyDetail: "The server does not answer properly now. Your response is kept on this device and will be sent again.",
  retryNow: "Try now",
  retryIn: (seconds) => `next try in ${seconds} s`,
  editAgain: "Back to the questions",
  refusedTitle: "The response was not accepted",
  refusedKept: "Your answers are still kept on this device.",
  modulesLost: "The record of your questions is damaged",
  modulesLostDetail:
    "What this device keeps of the questions assigned to you is incomplete, so your response cannot be sent. Have questions assigned anew: your answers to the common questions stay, only the newly assigned ones need answering.",
  modulesNew: "Assign anew and go on",
  sentElsewhereTitle: "This response was sent before",
  sentElsewhereDetail:
    "The same response was sent from another page and accepted. The changes on this page were not sent.",
  receiptTitle: "Submitted",
  receipts: {
    complete: "Thank you. Your response was accepted.",
    late: "Your response arrived after closing and is kept as late; the study team decides whether to use it.",
    beyondQuota:
      "All places were taken when your response arrived. It is kept in full, beyond quota; the study team decides whether to use it.",
  },
  receiptCode: "Receipt",
  withdrawalCode: "Withdrawal code",
  copy: "Copy",
  copied: "Copied",
  copyBoth: "Copy receipt and withdrawal code",
  receiptUse:
    "Please keep both. The receipt lets you check that your response is registered; with both you can withdraw it at any time. The withdrawal code is shown only here; the study team keeps no copy and cannot recover it.",
  receiptClose: "You may close this page now.",
  receiptClear: "Clear what this device keeps",
  receiptClearNote: "On a shared device, keep the codes first, then clear.",
  receiptCleared: "Nothing is kept on this device any more. You may close this page.",
  closedTitles: { notYetOpen: "Not open yet", closed: "Closed", full: "No places left" },
  closedDetails: {
    notYetOpen: "This link is not open yet. Please open it again at the time you were given.",
    closed: "This link takes no further responses. Thank you for your interest.",
    full: "All places of this link are taken; nobody new can begin. Thank you for your interest.",
  },
  opensOn: (instant) => `It opens on ${showMoment(instant, "en-GB")}.`,
  keptFull:
    "This device keeps the response you began. You can go on and send it: it is kept, beyond quota, and the study team decides whether to use it.",
  keptClosed:
    "What you entered is still kept on this device. You can look at it or clear it, but not send it any more.",
  lookAtAnswers: "Look at my answers",
  clearAnswers: "Clear what this device keeps",
  notFoundTitle: "The link does not work",
  notFoundDetail: "No questionnaire was found. Check that the link is complete, or ask whoever sent it.",
  invitedOnly: "Please open your invitation",
  invitedOnlyDetail:
    "This questionnaire is for invited people only. Open the whole link that was sent to you, or ask the sender.",
  invitationUnknown: "This invitation no longer works",
  invitationUnknownDetail:
    "The link is incomplete or was replaced by a newer one. Use the link you received last, or ask the sender.",
  invitationUsed: "You have answered already",
  invitationUsedDetail:
    "An invitation works once, and your response was accepted. To change it, withdraw it with receipt and withdrawal code and ask the sender.",
  keptOnServer: "Open the same invitation on another device to go on there.",
  withdrawTitle: "Check or withdraw a response",
  checkDo: "Check whether it is registered",
  checking: "Checking…",
  checkMissing: "Please enter the receipt code first.",
  registrations: {
    registered: "Registered: this response was accepted.",
    withdrawn: "Withdrawn: the answers are erased.",
    unknown: "There is no such receipt code. Please compare it letter by letter.",
    failed: "There is no network or the server did not answer. Check your connection and try again.",
  },
  withdrawIntro:
    "Enter the receipt and the withdrawal code from the last page. The answers are then erased for good; this has no consequences for you or your employer.",
  withdrawDo: "Withdraw",
  withdrawDone: "The response is withdrawn and its answers are erased.",
  withdrawFailed: "Withdrawal failed",
  withdrawUnknown: "Receipt or withdrawal code is wrong; please compare every character and try again.",
  withdrawMissing: "Please enter the receipt and the withdrawal code.",
  back: "Back",
};
