import type { z } from "zod";

/** Who may call a route: anyone, a holder of a session, or a member of the study with one of these roles. */
export type Access =
  | { readonly kind: "public" }
  | { readonly kind: "session" }
  | { readonly kind: "study"; readonly roles: readonly ("lead" | "researcher" | "interviewer" | "viewer")[] };

/** What leaves a route that does not answer JSON. */
type RawMedia =
  | "application/octet-stream"
  | "text/csv"
  | "application/zip"
  | "text/html"
  | "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
  | "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
  | "application/json; profile=snapshot";

/** One route of the API as data: the server mounts it, OpenAPI and the access table are made of it, the client calls it. */
export interface RouteContract {
  readonly id: string;
  readonly group: string;
  readonly summary: string;
  readonly method: "get" | "post" | "put" | "patch" | "delete";
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

/** Keeps the literal types of a route so that client and server infer from it. */
export function defineRoute<const Route extends RouteContract>(route: Route): Route {
  return route;
}

const everyone = ["lead", "researcher", "interviewer", "viewer"] as const;

export const access = {
  public: { kind: "public" },
  session: { kind: "session" },
  members: { kind: "study", roles: everyone },
  collectors: { kind: "study", roles: ["lead", "researcher", "interviewer"] },
  researchers: { kind: "study", roles: ["lead", "researcher"] },
  leads: { kind: "study", roles: ["lead"] },
} as const satisfies Record<string, Access>;
