/** Milliseconds in which nobody else is served. */
const atOnce = 10;

/** Lets whoever waits be served. */
export const giveWay = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

/** Carries work that comes in steps through to its result, and gives way to others again and again. */
export async function finishInTurns<Result>(work: Generator<unknown, Result>): Promise<Result> {
  let since = performance.now();
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
    if (performance.now() - since < atOnce) continue;
    await giveWay();
    since = performance.now();
  }
}
