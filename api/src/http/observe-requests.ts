import type { Context, MiddlewareHandler } from "hono";
import { matchedRoutes } from "hono/route";

/** A request that was answered, in words that tell nothing of people: no path, query, body, cookie or token. */
export interface SeenRequest {
  /** Random; stands in the answer's `x-request-id` and with the failure it may have led to. */
  readonly request: string;
  /** Id of the contract's route, else the pattern of the address, e.g. `/s/:collector`. */
  readonly route: string;
  readonly method: string;
  readonly status: number;
  /** Until the answer began. */
  readonly ms: number;
  /** Code of the problem it was answered with. */
  readonly problem?: string;
}

/**
 * Requests by which an answer comes or goes. How long one of them took tells of what was in it: logs leave that out, and
 * metrics take it in together with others.
 */
export const answerRoutes: ReadonlySet<string> = new Set(["submitResponse", "withdrawResponse"]);

/** Takes what was seen; `raw` gives what an operator may expressly ask for besides, such as the address. */
export type Observe = (seen: SeenRequest, raw: { readonly request: Request; readonly env: unknown }) => void;

const knownMethods: ReadonlySet<string> = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);

/** Gives every request an id and tells `observe` how it was answered. */
export function observeRequests(observe: Observe): MiddlewareHandler {
  return async function observeRequest(c, next) {
    const from = performance.now();
    const request = crypto.randomUUID();
    c.set("requestId", request);
    c.header("x-request-id", request);
    await next();
    const problem = c.get("problem") as string | undefined;
    const seen = {
      request,
      route: (c.get("route") as string | undefined) ?? patternOf(c),
      method: knownMethods.has(c.req.method) ? c.req.method : "OTHER",
      status: c.res.status,
      ms: Math.round((performance.now() - from) * 10) / 10,
      ...(problem === undefined ? {} : { problem }),
    };
    observe(seen, { request: c.req.raw, env: c.env });
  };
}

/** The pattern that served, as it was mounted; the middlewares before it match everything. */
function patternOf(c: Context): string {
  return matchedRoutes(c).find(({ path }) => path !== "*" && path !== "/*")?.path ?? "page";
}
