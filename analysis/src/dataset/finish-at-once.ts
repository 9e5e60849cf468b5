/** Carries work that comes in steps through to its result without a pause. */
export function finishAtOnce<Result>(work: Generator<unknown, Result>): Result {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
  }
}
