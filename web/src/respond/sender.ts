import type { ProblemBody, Receipt, Submission } from "@diaoyan/api/contract";
import { retryDelay, submitOnce } from "./submit-once.ts";

/** What the person sees while a response is on its way. */
export type SendingState =
  | { readonly kind: "sending" }
  | { readonly kind: "waiting"; readonly reason: "offline" | "busy"; readonly seconds: number }
  | { readonly kind: "accepted"; readonly receipt: Receipt }
  | { readonly kind: "refused"; readonly problem: ProblemBody };

export interface Sender {
  /** Tries at once instead of waiting. */
  retryNow(): void;
  stop(): void;
}

/** Sends a response until it is accepted or refused, one attempt at a time, and says how it goes. */
export function startSender(parts: {
  readonly collector: string;
  readonly submission: Submission;
  /** What is said of the time, asked at every attempt. */
  readonly timing: () => NonNullable<Submission["timing"]>;
  readonly onState: (state: SendingState) => void;
}): Sender {
  let attempt = 0;
  let timer = 0;
  let busy = false;
  let stopped = false;

  function wait(reason: "offline" | "busy", seconds: number): void {
    parts.onState({ kind: "waiting", reason, seconds });
    timer = window.setTimeout(() => (seconds > 1 ? wait(reason, seconds - 1) : void send()), 1_000);
  }

  async function send(): Promise<void> {
    if (busy || stopped) return;
    busy = true;
    clearTimeout(timer);
    attempt += 1;
    parts.onState({ kind: "sending" });
    const outcome = await submitOnce(fetch, parts.collector, { ...parts.submission, timing: parts.timing() });
    busy = false;
    if (stopped) return;
    if (outcome.kind === "undelivered") {
      wait(outcome.reason, Math.max(outcome.afterSeconds, retryDelay(attempt, Math.random)));
      return;
    }
    stop();
    parts.onState(outcome);
  }

  function retryNow(): void {
    void send();
  }

  function stop(): void {
    stopped = true;
    clearTimeout(timer);
    removeEventListener("online", retryNow);
  }

  addEventListener("online", retryNow);
  void send();
  return { retryNow, stop };
}
