import type { ClosedReason, ProblemBody, Receipt, Submission } from "@diaoyan/api/contract";
import { noticeFor } from "@diaoyan/api/contract/cover";
import { newUuid } from "@diaoyan/api/contract/uuid";
import type { Answers, CompiledQuestionnaire } from "@diaoyan/instruments";
import { guardBack } from "./back-button.browser.ts";
import type { RespondContext } from "./context.ts";
import type { Draft } from "./draft.ts";
import { keepPage } from "./offline/keep-page.browser.ts";
import { type SendingState, startSender } from "./sender.ts";
import type { MountedSurvey } from "./survey/mount-survey.tsx";
import type { PlacedProblem } from "./survey/survey-view.ts";
import { drawClosed } from "./views/closed.ts";
import { drawCover, findServedCover, wireCover } from "./views/cover.ts";
import { drawButton, drawMessage, type Frame, showView } from "./views/frame.ts";
import { drawReceipt } from "./views/receipt.ts";
import { drawSending } from "./views/sending.ts";
import { drawWithdraw, plainCode } from "./views/withdraw.ts";

const longestSeconds = 604_800;

/*
 * cover ──consent──▶ questions ──finished──▶ sending ──accepted──▶ receipt
 *   ▲                    ▲ │                    │
 *   └──────back──────────┘ └◀──── refused ──────┘
 * The draft on the device says where to begin: with a receipt at its end, with a finished response at sending.
 */

/** Leads a respondent from the cover to the receipt; the draft is written at every step. */
export function startJourney(context: RespondContext, frame: Frame): void {
  const { page, store, texts, time } = context;
  const loadSurvey = () => import("./survey/mount-survey.tsx");
  let mounted: MountedSurvey | null = null;
  let releaseBack = (): void => undefined;

  /** The page of questions in front of somebody. */
  let answering: { readonly id: string; readonly page: string } | null = null;

  function show(view: HTMLElement): void {
    releaseBack();
    mounted?.unmount();
    mounted = null;
    answering = null;
    showView(frame, view);
  }

  function showCover(): void {
    const onRestart = () => {
      store.clear();
      showCover();
    };
    const actions = { onStart: () => void showQuestions([]), onRestart, onWithdraw: showWithdraw };
    const served = findServedCover();
    if (served === null) show(drawCover(context, actions));
    else wireCover(served, context, actions);
    // the questions' code comes while the notice is read; a failed load is asked for again at the start
    setTimeout(() => {
      loadSurvey().then(
        () => keepPage(page.collector),
        () => undefined,
      );
    }, 50);
  }

  async function showQuestions(problems: readonly PlacedProblem[]): Promise<void> {
    const resumed = store.read();
    const draft = resumed ?? newDraft(context);
    show(drawMessage(texts.preparing, []));
    try {
      const { mountSurvey } = await loadSurvey();
      void time.report(draft.id, resumed === null ? "form start" : "form resume", null);
      const survey = mountSurvey({
        survey: page.survey as { readonly [key: string]: unknown },
        compiled: page.compiled as unknown as CompiledQuestionnaire,
        locale: context.locale,
        texts,
        answers: draft.answers,
        assigned: context.assignment?.modules ?? null,
        page: draft.page,
        kept: { text: keptWhere(context), warns: !store.durable },
        problems,
        onChange: (answers, at) => store.write({ ...draft, answers, page: at }),
        onEvent: (event, name) => {
          answering = { id: draft.id, page: name };
          void time.report(draft.id, event, name);
        },
        onFinish: (answers) => send({ ...draft, answers, page: 0, pending: toSubmission(context, draft, answers) }),
        onModulesLost: (answers) => showModulesLost({ ...draft, answers }),
        onLeave: leave,
      });
      const open = answering;
      show(survey.element);
      mounted = survey;
      releaseBack = guardBack(survey.back);
      answering = open;
    } catch {
      show(
        drawMessage(
          texts.loadFailed,
          [texts.loadFailedDetail],
          drawButton(texts.retry, () => location.reload()),
        ),
      );
    }
  }

  /** Back to the cover, or to what stands in its place; the draft stays. */
  function leave(): void {
    if (answering !== null) {
      void time.report(answering.id, "form save", answering.page);
      void time.report(answering.id, "form exit", answering.page);
    }
    if (page.open) showCover();
    else showClosed(page.closedReason ?? "closed");
  }

  function send(draft: Draft): void {
    const { pending } = draft;
    if (pending === null) return;
    store.write(draft);
    time.finish(draft.id, answering?.page ?? null);
    const view = drawSending(context, { onRetry: () => sender.retryNow(), onEdit: () => openAgain(draft) });
    show(view.element);
    const onState = (state: SendingState) => {
      if (state.kind === "accepted") finish(draft, state.receipt);
      else if (state.kind === "refused") refuse(draft, state.problem, () => view.update(state));
      else view.update(state);
    };
    const sender = startSender({
      collector: page.collector,
      submission: pending,
      timing: () => time.claim(draft.id),
      onState,
    });
  }

  /** Back from a finished response to its questions. */
  function openAgain(draft: Draft): void {
    store.write({ ...draft, pending: null });
    void time.reopen(draft.id);
    void showQuestions([]);
  }

  function refuse(draft: Draft, problem: ProblemBody, showReason: () => void): void {
    const receipt = store.read()?.receipt;
    const placed = (problem.errors ?? []).map(({ code, place }) => ({ code, question: place }));
    const shut = closedBy(problem.code);
    // what a closed link turned away stays finished: its time of finishing counts if it is sent again
    if (!receipt && shut === undefined) {
      store.write({ ...draft, pending: null });
      void time.reopen(draft.id);
    }
    if (receipt) showReceipt(receipt);
    else if (shut !== undefined) showClosed(shut);
    else if (problem.code.startsWith("modules.")) showModulesLost(draft);
    else if (problem.code === "response.conflict" || problem.code === "invitation.used")
      show(drawMessage(texts.sentElsewhereTitle, [texts.sentElsewhereDetail]));
    else if (problem.code === "response.invalid" && placed.length > 0) void showQuestions(placed);
    else showReason();
  }

  function finish(draft: Draft, receipt: Receipt): void {
    store.write({ ...draft, answers: {}, pending: null, receipt });
    showReceipt(receipt);
  }

  function showReceipt(receipt: Receipt): void {
    show(drawReceipt(context, receipt, showWithdraw));
  }

  function showWithdraw(): void {
    const kept = store.read()?.receipt?.receipt;
    const onDone = (receipt: string) => {
      if (kept && plainCode(kept) === plainCode(receipt)) store.clear();
    };
    show(drawWithdraw(texts, { receipt: kept, onBack: () => begin(), onDone }));
  }

  const withdrawLink = () => drawButton(texts.withdrawLink, showWithdraw, "link");

  /** A damaged record of the modules passes no check: new ones are assigned, and what both ask stays answered. */
  function showModulesLost(draft: Draft): void {
    const takeNew = () => {
      store.write({ ...draft, page: 0, pending: null });
      context.dropAssignment();
      location.reload();
    };
    show(drawMessage(texts.modulesLost, [texts.modulesLostDetail], drawButton(texts.modulesNew, takeNew, "primary")));
  }

  /** Too late, too early or full: nothing of the answers on this device is lost, and whoever gave them can reach them. */
  function showClosed(reason: ClosedReason): void {
    const draft = store.read();
    const onClear = () => {
      store.clear();
      context.time.forget();
      showClosed(reason);
    };
    const kept = draft && {
      state: draft.pending ? ("finished" as const) : ("begun" as const),
      onOpen: () => (draft.pending ? openAgain(draft) : void showQuestions([])),
      onSend: () => send(draft),
      onClear,
    };
    show(drawClosed(texts, { reason, opensAt: page.opensAt }, { kept, withdraw: withdrawLink() }));
  }

  function begin(): void {
    const draft = store.read();
    if (draft?.receipt) showReceipt(draft.receipt);
    else if (draft?.pending) send(draft);
    else if (context.invitation?.used)
      show(drawMessage(texts.invitationUsed, [texts.invitationUsedDetail], withdrawLink()));
    else if (page.open) showCover();
    else showClosed(page.closedReason ?? "closed");
  }

  addEventListener("visibilitychange", () => {
    if (answering === null) {
      countVisit();
      return;
    }
    const { id, page: name } = answering;
    const hidden = document.visibilityState === "hidden";
    void time.report(id, hidden ? "form exit" : "form resume", name);
  });
  store.watch((draft) => {
    if (draft?.receipt) showReceipt(draft.receipt);
  });
  begin();
  countVisit();

  /** A page that was fetched ahead, or opened in the background, is no visit until somebody sees it. */
  function countVisit(): void {
    if (document.visibilityState === "visible" && page.open) void time.visit();
  }
}

/** Why a link takes nothing now, by the code of the refusal. */
function closedBy(code: string): ClosedReason | undefined {
  if (code === "collector.notYetOpen") return "notYetOpen";
  return code === "collector.closed" || code === "version.closed" ? "closed" : undefined;
}

/** Where the answers are kept while they are given. */
function keptWhere({ store, invitation, texts }: RespondContext): string {
  if (!store.durable) return texts.notSaved;
  return invitation === null ? texts.saved : texts.savedForDevices;
}

function newDraft({ page, invitation }: RespondContext): Draft {
  const id = invitation?.response ?? newUuid(page.mode === "anonymous" ? 4 : 7);
  return { id, startedAt: Date.now(), answers: {}, page: 0, pending: null, receipt: null };
}

function toSubmission(
  { page, invitation, assignment, locale }: RespondContext,
  draft: Draft,
  answers: Answers,
): Submission {
  const seconds = Math.round((Date.now() - draft.startedAt) / 1_000);
  return {
    id: draft.id,
    version: page.questionnaire.version,
    answers: answers as Submission["answers"],
    noticeVersion: noticeFor(page, locale).text.version,
    consent: true,
    seconds: Math.min(longestSeconds, Math.max(0, seconds)),
    finishedAt: new Date().toISOString(),
    ...(invitation === null ? {} : { invitation: invitation.token }),
    ...(assignment === null ? {} : { modulesSignature: assignment.signature }),
  };
}
