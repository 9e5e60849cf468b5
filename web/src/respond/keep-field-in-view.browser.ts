const typed = "input:not([type=radio], [type=checkbox]), textarea";

/** When the soft keyboard comes up and takes half the screen, the field that is typed into is brought back into sight. */
export function keepFieldInView(): void {
  const screen: EventTarget = globalThis.visualViewport ?? globalThis;
  screen.addEventListener("resize", () => {
    const field = document.activeElement;
    if (field?.matches(typed)) field.scrollIntoView({ block: "center" });
  });
}
