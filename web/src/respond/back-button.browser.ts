const mark = "diaoyan-questions";

/**
 * Lets the back button of the browser or phone mean “previous page of the questionnaire”. One entry of the history stands
 * for all questions; going back takes it away, `onBack` says whether somebody stays among the questions, and then it is put
 * back. Answers what ends this.
 */
export function guardBack(onBack: () => "stay" | "leave"): () => void {
  const stand = (): void => {
    if (history.state !== mark) history.pushState(mark, "");
  };
  const onPop = (): void => {
    if (history.state !== mark && onBack() === "stay") stand();
  };
  stand();
  addEventListener("popstate", onPop);
  return () => removeEventListener("popstate", onPop);
}
