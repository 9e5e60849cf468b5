import type { Role } from "@diaoyan/instruments";
import type { Access } from "../contract/index.ts";
import type { Account } from "../ports/accounts.ts";
import type { Ports } from "../ports/ports.ts";
import { problem } from "../problems.ts";
import { refuseLackingFactor } from "../use-cases/second-factor-demand.ts";

export interface Authority {
  readonly caller: Account | undefined;
  readonly role: Role | undefined;
}

const nobody: Authority = { caller: undefined, role: undefined };

/**
 * Who calls and with which role. Without a session: `access.signIn`. A study the caller is no member of looks like one
 * that does not exist. Every id below it is looked up together with the study, so a foreign id is not found either.
 * Where the study demands a second factor, `access.secondFactor` for those who sign in without.
 */
export async function authorise(
  ports: Pick<Ports, "accounts" | "members" | "secondFactorEverywhere">,
  access: Access,
  request: { readonly headers: Headers; readonly study: string | undefined },
): Promise<Authority> {
  if (access.kind === "public") return nobody;
  const caller = await ports.accounts.sessionOf(request.headers);
  if (caller === undefined) throw problem("access.signIn", "this needs a session", { remedy: "sign in and try again" });
  if (access.kind === "session") return { caller, role: undefined };
  const study = request.study ?? "";
  const role = await ports.members.roleOf(study, caller.id);
  if (role === undefined) throw problem("study.notFound", `nothing here is called "${study}"`);
  if (!access.roles.includes(role)) {
    throw problem("access.role", `this needs one of the roles ${access.roles.join(", ")}; yours is ${role}`, {
      remedy: "ask a lead of the study",
    });
  }
  await refuseLackingFactor(ports, caller, study);
  return { caller, role };
}

/** A page of another site must not use a session: a write that says where it comes from must come from here. */
export function refuseForeignOrigin(headers: Headers, origin: string): void {
  const from = headers.get("origin");
  if (from === null || from === origin) return;
  throw problem("request.foreignOrigin", `origin: expected ${origin}, got ${from}`);
}
