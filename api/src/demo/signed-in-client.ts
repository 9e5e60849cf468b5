import { type Client, createClient, routes } from "../contract/index.ts";

/** A `fetch` that keeps the cookies of one server between calls, as a browser would. */
export function fetchWithCookies(origin: string): typeof fetch {
  const jar = new Map<string, string>();
  return async (input, init) => {
    const headers = new Headers(init?.headers);
    if (jar.size > 0) headers.set("cookie", [...jar].map(([name, value]) => `${name}=${value}`).join("; "));
    headers.set("origin", origin);
    const response = await fetch(input, { ...init, headers });
    for (const line of response.headers.getSetCookie()) {
      const [pair = ""] = line.split(";");
      const cut = pair.indexOf("=");
      if (cut > 0) jar.set(pair.slice(0, cut), pair.slice(cut + 1));
    }
    return response;
  };
}

/** The account a demonstration works with; its password is made anew at every start. */
export interface DemoAccount {
  readonly email: string;
  readonly name: string;
  readonly password: string;
}

/** Uses a one-time link (of a fresh server, or an invitation), signs in and answers a client that holds the session. */
export async function signInFirst(origin: string, token: string, account: DemoAccount): Promise<Client> {
  const keep = fetchWithCookies(origin);
  const client = createClient(keep, origin);
  const { email } = await client.call(routes.acceptInvitation, {
    body: { token, name: account.name, email: account.email, password: account.password },
  });
  const signedIn = await keep(`${origin}/api/auth/sign-in/email`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ email, password: account.password }),
  });
  if (!signedIn.ok) throw new Error(`signing in as ${email} failed: the server answered ${signedIn.status}`);
  return client;
}

/** Answers the client of a researcher who is invited to each study: by a link first, as a known account then. */
export function joinOnce(lead: Client, origin: string, account: DemoAccount): (study: string) => Promise<Client> {
  let joined: Client | undefined;
  return async (study) => {
    const { email, name } = account;
    const { link } = await lead.call(routes.inviteMember, {
      params: { study },
      body: { email, name, role: "researcher" },
    });
    joined ??= await signInFirst(origin, link.split("#")[1] ?? "", account);
    return joined;
  };
}
