import { type Answers, assignmentName, pruneAnswers, validateAnswers } from "@diaoyan/instruments";
import { createRoot } from "react-dom/client";
import { SurveyModel } from "survey-core";
import { Survey } from "survey-react-ui";
import { el } from "../dom.ts";
import { registerMatrixCards } from "./matrix-cards.tsx";
import { prepareSurvey } from "./prepare-survey.ts";
import { registerRankingTaps } from "./ranking-taps.tsx";
import { showProblems } from "./show-problems.ts";
import "./survey.css";
import { setTexts } from "./survey-texts.ts";
import "./survey-wording.ts";
import type { SurveyView } from "./survey-view.ts";
import { watchTyping } from "./watch-typing.ts";

registerMatrixCards();
registerRankingTaps();

export interface MountedSurvey {
  readonly element: HTMLElement;
  /** To the page before, or to the cover from the first one; answers which of them it was. */
  back(): "stay" | "leave";
  unmount(): void;
}

function makeModel(view: SurveyView): SurveyModel {
  const model = new SurveyModel(prepareSurvey(view.survey, view.locale));
  model.generateStylesheet = false;
  model.needRenderIcons = false;
  model.onMatrixCellCreated.add((_, { cellQuestion }) => {
    if (cellQuestion.getType() === "dropdown") cellQuestion["renderAs"] = "select";
  });
  model.onAfterRenderQuestion.add((_, { htmlElement, question }) => {
    // SurveyJS leaves a native list without a name
    const list = htmlElement.querySelector("select:not([aria-label], [aria-labelledby])");
    list?.setAttribute("aria-labelledby", question.ariaTitleId);
  });
  // the assignment decides what shows, so it is there before anything else is
  model.data = view.assigned === null ? { ...view.answers } : { ...view.answers, [assignmentName]: view.assigned };
  model.currentPageNo = Math.min(view.page, model.visiblePageCount - 1);
  setTexts(model, view.texts);
  return model;
}

const pageNameOf = (model: SurveyModel): string => model.currentPage?.name ?? "";

/** Goes on where the page allows it; what it asks for first is an event too. */
function goOn(model: SurveyModel, view: SurveyView): void {
  const refused = model.currentPage?.hasErrors(false) ?? false;
  if (model.isLastPage) model.completeLastPage();
  else model.nextPage();
  if (refused) view.onEvent("constraint error", pageNameOf(model));
}

/** The check of the whole response, by the same program the server runs. */
function finish(model: SurveyModel, view: SurveyView): void {
  const answers = pruneAnswers(view.compiled, model.data as Answers);
  const problems = validateAnswers(view.compiled, answers, "complete");
  if (problems.length === 0) {
    view.onFinish(answers);
    return;
  }
  if (problems.some(({ question }) => question === assignmentName)) {
    view.onModulesLost(answers);
    return;
  }
  view.onEvent("constraint error", pageNameOf(model));
  showProblems(model, problems, view.texts);
}

function drawHead({ kept: { text, warns } }: SurveyView) {
  const place = el("h1", { class: "progress-text", tabindex: "-1" });
  const bar = el("progress", { max: 1, value: 0, "aria-hidden": "true" });
  const kept = el("p", { class: warns ? "kept warning" : "kept" }, text);
  return { element: el("header", { class: "progress" }, place, kept, bar), place, bar };
}

function goBack(model: SurveyModel, view: SurveyView): "stay" | "leave" {
  if (model.isFirstPage) {
    view.onLeave();
    return "leave";
  }
  model.prevPage();
  return "stay";
}

function drawFoot(model: SurveyModel, view: SurveyView) {
  const button = (kind: string, onclick: () => void) =>
    el("button", { type: "button", class: `button ${kind}`, onclick });
  const back = button("plain", () => goBack(model, view));
  const next = button("primary", () => goOn(model, view));
  return { element: el("nav", { class: "survey-nav" }, back, next), back, next };
}

/** Draws the questions with SurveyJS and hands every change out. The caller keeps drafts and sends. */
export function mountSurvey(view: SurveyView): MountedSurvey {
  const model = makeModel(view);
  const head = drawHead(view);
  const foot = drawFoot(model, view);
  const questions = el("div", { class: "questions" });

  function showPlace(): void {
    const page = model.currentPageNo + 1;
    head.place.textContent = view.texts.pageOf(page, model.visiblePageCount);
    head.bar.max = model.visiblePageCount;
    head.bar.value = page;
    foot.back.textContent = model.isFirstPage ? view.texts.backToCover : model.getLocalizationString("pagePrevText");
    foot.next.textContent = model.getLocalizationString(model.isLastPage ? "completeText" : "pageNextText");
  }

  const tell = (answers: Answers) => view.onChange(answers, model.currentPageNo);
  model.onValueChanged.add(() => {
    tell(model.data as Answers);
    showPlace();
  });
  let shown = model.currentPageNo;
  model.onCurrentPageChanged.add(() => {
    const step = Math.abs(model.currentPageNo - shown);
    shown = model.currentPageNo;
    if (step > 1) view.onEvent("jump", pageNameOf(model));
    view.onEvent("group questions", pageNameOf(model));
    showPlace();
    tell(model.data as Answers);
    scrollTo(0, 0);
    head.place.focus({ preventScroll: true });
  });
  model.onCompleting.add((_, options) => {
    options.allow = false;
    finish(model, view);
  });
  const stopWatching = watchTyping(questions, model, tell);
  const root = createRoot(questions);
  root.render(<Survey model={model} />);
  showPlace();
  view.onEvent("group questions", pageNameOf(model));
  if (view.problems.length > 0) setTimeout(() => showProblems(model, view.problems, view.texts));
  return {
    element: el("section", { class: "survey" }, head.element, questions, foot.element),
    back: () => {
      // a text that is being typed is taken as it stands
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
      return goBack(model, view);
    },
    unmount: () => {
      stopWatching();
      root.unmount();
    },
  };
}
