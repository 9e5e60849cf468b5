/** Milliseconds in which nobody else is served. */
const atOnce = 4;
/** A turn of the event loop that is over within these milliseconds had nothing to do. */
const idleTurn = 2;

/** Lets whoever waits be served: once where nobody does, else for as long as one's own turn at most. */
export async function giveWay(): Promise<void> {
  const since = performance.now();
  for (let begun = since; ; ) {
    await new Promise<void>((resolve) => setTimeout(resolve));
    const now = performance.now();
    if (now - begun < idleTurn || now - since >= atOnce) return;
    begun = now;
  }
}

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
