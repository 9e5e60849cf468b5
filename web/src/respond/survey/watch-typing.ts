import type { Answers } from "@diaoyan/instruments";
import type { Question, SurveyModel } from "survey-core";

const pauseMilliseconds = 600;

function typedIn(target: EventTarget | null): { readonly name: string; readonly value: string } | null {
  if (!(target instanceof HTMLTextAreaElement || target instanceof HTMLInputElement)) return null;
  const name = target.closest<HTMLElement>("[data-name]")?.dataset["name"];
  return name === undefined ? null : { name, value: target.value };
}

function holdsText(question: Question): boolean {
  const kind = question.getType() === "text" ? question["inputType"] : question.getType();
  return kind === "text" || kind === "comment";
}

/**
 * Reports text while it is typed. SurveyJS takes a text when its field is left, so that an input method's half-made
 * words are never checked; until then the words would be lost with the page. They are reported beside the answers,
 * without touching the model; when the page goes to the background the field is left for good.
 */
export function watchTyping(root: HTMLElement, model: SurveyModel, tell: (answers: Answers) => void): () => void {
  let timer = 0;

  function report(target: EventTarget | null): void {
    const typed = typedIn(target);
    const question = typed && model.getQuestionByName(typed.name);
    if (!typed || !question || !holdsText(question)) return;
    tell({ ...(model.data as Answers), [question.getValueName()]: typed.value });
  }

  function onInput(event: Event): void {
    if ((event as InputEvent).isComposing) return;
    clearTimeout(timer);
    timer = window.setTimeout(() => report(event.target), pauseMilliseconds);
  }

  function onHidden(): void {
    if (document.visibilityState === "hidden" && document.activeElement instanceof HTMLElement) {
      document.activeElement.blur();
    }
  }

  root.addEventListener("input", onInput);
  root.addEventListener("compositionend", onInput);
  document.addEventListener("visibilitychange", onHidden);
  return () => {
    clearTimeout(timer);
    document.removeEventListener("visibilitychange", onHidden);
  };
}
