import { answerRoutes, type SeenRequest } from "../http/observe-requests.ts";
import { redactFailure } from "./redact-failure.ts";

/** How much a server says: nothing, what failed, or every request too. */
export const logLevels = ["none", "failures", "requests"] as const;
export type LogLevel = (typeof logLevels)[number];

/** Lines of JSON about what a server does; none tells who somebody is or what they wrote. */
export interface ServerLog {
  request(seen: SeenRequest, address: string | undefined): void;
  failure(reference: string, error: unknown): void;
  event(event: string, facts?: Readonly<Record<string, string | number | boolean>>): void;
  /** Writes what waits. */
  flush(): void;
}

const heldMilliseconds = 200;
const heldLines = 500;

/** Collects lines for a moment, since a write to a pipe keeps the event loop waiting. */
export function createServerLog(level: LogLevel, write: (text: string) => void): ServerLog {
  let held: string[] = [];
  let timer: NodeJS.Timeout | undefined;

  function flush(): void {
    clearTimeout(timer);
    timer = undefined;
    if (held.length === 0) return;
    const text = held.join("");
    held = [];
    write(text);
  }

  function add(event: string, severity: "info" | "warning" | "error", facts: object): void {
    held.push(`${JSON.stringify({ time: new Date().toISOString(), severity, event, ...facts })}\n`);
    if (held.length >= heldLines) flush();
    else timer ??= setTimeout(flush, heldMilliseconds).unref();
  }

  return {
    request: (seen, address) => {
      if (level !== "requests") return;
      const severity = seen.status >= 500 ? "error" : "info";
      const { ms, ...told } = seen;
      const took = answerRoutes.has(seen.route) ? {} : { ms };
      add("request", severity, { ...told, ...took, ...(address === undefined ? {} : { address }) });
    },
    failure: (reference, error) => {
      if (level !== "none") add("failure", "error", { request: reference, failure: redactFailure(error) });
    },
    event: (event, facts = {}) => {
      if (level === "requests") add(event, "info", facts);
    },
    flush,
  };
}
