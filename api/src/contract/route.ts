import type { Role } from "@diaoyan/instruments";
import type { z } from "zod";
import { type CapabilityName, capabilities } from "./capabilities.ts";

/** Who may call a route: anyone, a holder of a session, or a member of the study whose role has a right. */
export type Access =
  | { readonly kind: "public" }
  | { readonly kind: "session" }
  | { readonly kind: "study"; readonly capability: CapabilityName; readonly roles: readonly Role[] };

/** What leaves a route that does not answer JSON. */
type RawMedia =
  | "application/octet-stream"
  | "text/csv"
  | "application/zip"
  | "text/html"
  | "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
  | "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
  | "application/json; profile=snapshot";

interface RouteBase {
  readonly id: string;
  readonly group: string;
  readonly summary: string;
  /** Path with `{name}` parameters. */
  readonly path: string;
  readonly access: Access;
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  /** Media type of a request body that is not JSON (uploads). */
  readonly bodyMedia?: "application/octet-stream";
  readonly response?: z.ZodType;
  readonly responseMedia?: RawMedia;
  readonly status: 200 | 201 | 204;
}

/**
 * What a call leaves in the audit log because it reads what tells of single persons, or takes data out of the study: the
 * action of its entry. Null where a call reads neither; every reading route and every file says which it is.
 */
type Audited = string | null;

type Verb = "post" | "put" | "patch" | "delete";

/** One route of the API as data: the server mounts it, OpenAPI and the access table are made of it, the client calls it. */
export type RouteContract = RouteBase &
  (
    | { readonly method: "get"; readonly audits: Audited }
    | { readonly method: Verb; readonly responseMedia: RawMedia; readonly audits: Audited }
    | { readonly method: Verb; readonly responseMedia?: never; readonly audits?: Audited }
  );

/** Keeps the literal types of a route so that client and server infer from it. */
export function defineRoute<const Route extends RouteContract>(route: Route): Route {
  return route;
}

/** Access of routes that belong to no study. */
export const access = {
  public: { kind: "public" },
  session: { kind: "session" },
} as const satisfies Record<string, Access>;

/** Access of a route of a study: a right of the table, with the roles that have it. */
export function allow(capability: CapabilityName) {
  return { kind: "study", capability, roles: capabilities[capability].roles } as const;
}
