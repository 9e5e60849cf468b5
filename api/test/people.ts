import type { Role } from "@diaoyan/instruments";
import { type Client, createClient, routes } from "../src/contract/index.ts";
import type { RunningServer } from "../src/entry/node.ts";

/** Named people of the tests: 李负责 leads the study, 王研究 researches, 赵访谈 interviews, 钱查看 looks, 孙外人 is of another study. */
export const people = {
  operator: { email: "operator@example.org", name: "运维", password: "first-password-1" },
  lead: { email: "lead@example.org", name: "李负责", password: "slow river 41 boats" },
  researcher: { email: "researcher@example.org", name: "王研究", password: "green window 17 hills" },
  interviewer: { email: "interviewer@example.org", name: "赵访谈", password: "quiet harbour 5 lamps" },
  viewer: { email: "viewer@example.org", name: "钱查看", password: "north pier 23 gulls" },
  outsider: { email: "outsider@example.org", name: "孙外人", password: "paper lantern 8 roofs" },
} as const;

export type PersonName = keyof typeof people;

/** A signed-in person's way to the server: the typed client, and `fetch` with the same cookie for bad requests. */
export interface Session {
  readonly client: Client;
  readonly fetch: typeof fetch;
}

/** A server by its address (or by its own `fetch`), with its set-up link while nobody has used it. */
export type Reached = Pick<RunningServer, "url" | "setUpLink"> & { readonly fetch?: typeof fetch };

function fetchWithCookie({ url: origin, fetch: reach = fetch }: Reached): typeof fetch {
  const jar = new Map<string, string>();
  return async (input, init) => {
    const headers = new Headers(init?.headers);
    headers.set("origin", origin);
    if (jar.size > 0) headers.set("cookie", [...jar].map(([name, value]) => `${name}=${value}`).join("; "));
    const address = typeof input === "string" && input.startsWith("/") ? `${origin}${input}` : input;
    const response = await reach(address, { ...init, headers });
    for (const line of response.headers.getSetCookie()) {
      const [name = "", value = ""] = (line.split(";")[0] ?? "").split(/=(.*)/s);
      jar.set(name, value);
    }
    return response;
  };
}

/** Nobody: what a respondent's page has. */
export function anonymous(server: Reached): Session {
  return { client: createClient(server.fetch ?? fetch, server.url), fetch: fetchWithCookie(server) };
}

export async function signIn(
  server: Reached,
  person: { readonly email: string; readonly password: string },
): Promise<Session> {
  const keep = fetchWithCookie(server);
  const response = await keep("/api/auth/sign-in/email", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ email: person.email, password: person.password }),
  });
  if (!response.ok) throw new Error(`signing in ${person.email} answered ${response.status}: ${await response.text()}`);
  return { client: createClient(keep, server.url), fetch: keep };
}

const tokenOf = (link: string): string => link.split("#")[1] ?? "";

/** Uses the set-up link of a fresh server. */
export async function setUpOperator(server: Reached): Promise<Session> {
  const { email, name, password } = people.operator;
  const body = { token: tokenOf(server.setUpLink ?? ""), email, name, password };
  await anonymous(server).client.call(routes.acceptInvitation, { body });
  return signIn(server, people.operator);
}

/** Lets a lead invite a person, who accepts and signs in. */
export async function join(server: Reached, lead: Session, who: PersonName, to: { study: string; role: Role }) {
  const { email, name, password } = people[who];
  const { link } = await lead.client.call(routes.inviteMember, {
    params: { study: to.study },
    body: { email, name, role: to.role },
  });
  await anonymous(server).client.call(routes.acceptInvitation, { body: { token: tokenOf(link), name, password } });
  return signIn(server, people[who]);
}
