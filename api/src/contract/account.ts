import { z } from "zod";
import { access, defineRoute } from "./route.ts";

/** A browser in which an account is signed in. */
export const signedIn = z.object({
  id: z.string(),
  since: z.string(),
  lastSeen: z.string(),
  browser: z.string(),
  /** The session that asks. */
  current: z.boolean(),
});

/** What a person does with the own account; passwords and second factors are changed under `/api/auth`. */
export const accountRoutes = {
  listMySessions: defineRoute({
    id: "listMySessions",
    group: "account",
    summary: "Browsers in which the caller is signed in, and how many recovery codes are left",
    method: "get",
    path: "/api/me/sessions",
    access: access.session,
    audits: null,
    response: z.object({
      sessions: z.array(signedIn),
      /** Not used yet; null without a second factor. */
      recoveryCodes: z.number().nullable(),
    }),
    status: 200,
  }),
  endMySessions: defineRoute({
    id: "endMySessions",
    group: "account",
    summary: "Sign out elsewhere: one browser, or all but this one",
    method: "post",
    path: "/api/me/sessions/end",
    access: access.session,
    body: z.strictObject({ session: z.union([z.string().min(1).max(100), z.literal("others")]) }),
    status: 204,
  }),
};
