import type { z } from "zod";
import { type ProblemBody, problemBody } from "./problem.ts";
import type { RouteContract } from "./route.ts";

type InputOf<Route, Key extends "params" | "body"> = Route extends { readonly [K in Key]: z.ZodType }
  ? { readonly [K in Key]: z.input<Route[Key]> }
  : unknown;

/** A query whose parameters are all optional may be left out. */
type QueryOf<Route> = Route extends { readonly query: z.ZodType }
  ? object extends z.input<Route["query"]>
    ? { readonly query?: z.input<Route["query"]> }
    : { readonly query: z.input<Route["query"]> }
  : unknown;

/** What a call of a route takes: path parameters, query, JSON body, or bytes for an upload. */
export type CallInput<Route extends RouteContract> = InputOf<Route, "params"> &
  QueryOf<Route> &
  InputOf<Route, "body"> &
  (Route extends { readonly bodyMedia: string } ? { readonly bytes: Uint8Array<ArrayBuffer> } : unknown);

/** What a call of a route answers: parsed JSON, a `Response` for files, nothing for 204. */
export type CallOutput<Route extends RouteContract> = Route extends { readonly response: z.ZodType }
  ? z.output<Route["response"]>
  : Route extends { readonly responseMedia: string }
    ? Response
    : undefined;

/** A typed caller of the API: `call(routes.getStudy, { params: { study } })`. */
export interface Client {
  call<Route extends RouteContract>(route: Route, input: CallInput<Route>): Promise<CallOutput<Route>>;
}

/** The server answered with a problem; `body` is its RFC 9457 document. */
export class ProblemError extends Error {
  readonly body: ProblemBody;

  constructor(body: ProblemBody) {
    super(body.detail);
    this.name = "ProblemError";
    this.body = body;
  }
}

interface LooseInput {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
  readonly bytes?: Uint8Array<ArrayBuffer>;
}

function fillPath(path: string, params: Readonly<Record<string, string>> = {}): string {
  return path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ""));
}

function queryString(query: Readonly<Record<string, unknown>> = {}): string {
  const pairs = Object.entries(query).filter(([, value]) => value !== undefined);
  return pairs.length === 0 ? "" : `?${new URLSearchParams(pairs.map(([name, value]) => [name, String(value)]))}`;
}

async function problemOf(response: Response): Promise<ProblemError> {
  const parsed = problemBody.safeParse(await response.json().catch(() => null));
  if (parsed.success) return new ProblemError(parsed.data);
  const detail = `the server answered ${response.status} without a problem document`;
  return new ProblemError({
    type: "about:blank",
    title: "服务器没有正常应答",
    status: response.status,
    code: "network.unexpected",
    detail,
  });
}

/** Makes a client on `fetch`; `base` is the origin of the server, empty for the page's own. */
export function createClient(fetchLike: typeof fetch, base = ""): Client {
  return {
    async call<Route extends RouteContract>(route: Route, input: CallInput<Route>): Promise<CallOutput<Route>> {
      const { params, query, body, bytes } = input as LooseInput;
      const headers: Record<string, string> = {};
      if (body !== undefined) headers["content-type"] = "application/json";
      if (bytes !== undefined) headers["content-type"] = "application/octet-stream";
      const init: RequestInit = { method: route.method.toUpperCase(), headers };
      if (bytes ?? body) init.body = bytes ?? JSON.stringify(body);
      const response = await fetchLike(`${base}${fillPath(route.path, params)}${queryString(query)}`, init);
      if (!response.ok) throw await problemOf(response);
      if (route.responseMedia !== undefined) return response as CallOutput<Route>;
      if (route.response === undefined) return undefined as CallOutput<Route>;
      return route.response.parse(await response.json()) as CallOutput<Route>;
    },
  };
}
