import { createServer } from "node:net";
import { createAddressReader } from "../../entry/read-address.node.ts";
import { type Check, type Finding, fail, ok, type Patient, reasonOf, warn } from "./finding.ts";

const patienceMilliseconds = 5_000;

/** The port, and the address people are told. */
export const checkNetwork: Check = async (patient) => [
  await checkPort(patient),
  ...checkHost(patient),
  ...checkProxies(patient),
  ...(patient.publicUrl === undefined ? [] : await checkAddress(patient, patient.publicUrl)),
];

function checkProxies({ trustedProxies }: Patient): readonly Finding[] {
  try {
    createAddressReader(trustedProxies);
    return [];
  } catch (error) {
    return [
      fail(
        "trusted proxies",
        reasonOf(error),
        "mend --trusted-proxy or DIAOYAN_TRUSTED_PROXIES: the server refuses it",
      ),
    ];
  }
}

/** The server speaks no TLS itself. */
function checkHost({ host }: Patient): readonly Finding[] {
  if (isLoopback(host)) return [];
  return [
    warn(
      "host",
      `the server listens at ${host}, not on this machine alone: whoever reaches its port past the proxy sends passwords and answers in the clear`,
      "leave --host as it is where the proxy runs on this machine; else let the firewall admit the proxy alone",
    ),
  ];
}

async function checkPort({ host, port }: Patient): Promise<Finding> {
  const refusal = await tryToListen(host, port);
  if (refusal === undefined) return ok("port", `port ${port} of ${host} is free`);
  if (refusal === "EADDRINUSE") {
    const reached = host === "0.0.0.0" ? "127.0.0.1" : host;
    if (await isDiaoyan(`http://${reached}:${port}`).catch(() => false)) {
      return ok("port", `a server of Diaoyan answers at port ${port} of ${host}`);
    }
    return fail(
      "port",
      `port ${port} of ${host} is taken by another program`,
      "stop it, or serve at another port with --port or DIAOYAN_PORT",
    );
  }
  return fail(
    "port",
    `port ${port} of ${host} cannot be had: ${refusal}`,
    "choose a port from 1024 on (a reverse proxy has 443), and an address of this machine",
  );
}

function tryToListen(host: string, port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    server.listen(port, host, () => server.close(() => resolve(undefined)));
  });
}

async function ask(url: string): Promise<Response> {
  return fetch(new URL("/healthz/live", url), {
    signal: AbortSignal.timeout(patienceMilliseconds),
    redirect: "manual",
  });
}

async function isDiaoyan(url: string): Promise<boolean> {
  const answer = await ask(url);
  await answer.body?.cancel();
  return answer.status === 200 && answer.headers.has("x-request-id");
}

async function checkAddress({ host, trustedProxies }: Patient, url: string): Promise<readonly Finding[]> {
  const { protocol, hostname } = new URL(url);
  const isLocal = hostname === "localhost" || hostname.startsWith("127.");
  const findings: Finding[] = [];
  if (protocol !== "https:" && !isLocal) {
    findings.push(
      fail(
        "https",
        `${url} is not HTTPS: browsers refuse recording, sealing and working without a network there`,
        "put a reverse proxy with a certificate before the server (docs/deploy/single-server.md)",
      ),
    );
  }
  if (!isLocal && isLoopback(host) && trustedProxies.length === 0) {
    findings.push(
      warn(
        "proxy",
        "a proxy stands before the server, but --trusted-proxy is not set: all callers look like one, and three hundred failed sign-ins in a quarter of an hour shut everybody out",
        "start the server with --trusted-proxy 127.0.0.1 (and let the proxy set X-Forwarded-For)",
      ),
    );
  }
  if (trustedProxies.some((proxy) => proxy.endsWith("/0"))) {
    findings.push(
      warn(
        "proxy",
        "--trusted-proxy believes every address: whoever reaches the server can pretend to be anybody",
        "name the addresses of the proxies alone",
      ),
    );
  }
  return [...findings, await checkReach(url, protocol === "https:")];
}

const isLoopback = (host: string): boolean => host.startsWith("127.") || host === "localhost" || host === "::1";

async function checkReach(url: string, secure: boolean): Promise<Finding> {
  try {
    const answer = await ask(url);
    await answer.body?.cancel();
    if (answer.status !== 200 || !answer.headers.has("x-request-id")) {
      return fail(
        "address",
        `${url} answers ${answer.status}, but not as Diaoyan`,
        "see that the name leads to this machine and the proxy passes everything on to the server's port",
      );
    }
    if (secure && !answer.headers.has("strict-transport-security")) {
      return fail(
        "address",
        `${url} is served, but the server does not know that it is its address: signing in will be refused`,
        `start the server with --url ${new URL(url).origin} (or DIAOYAN_URL)`,
      );
    }
    return ok("address", `${url} leads to the server`);
  } catch (error) {
    const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
    const { code = "" } = cause as { readonly code?: string };
    return fail("address", `${url} cannot be reached from here: ${reasonOf(cause)}`, remedyOf(code));
  }
}

/** What mends a way that is closed, by the error of Node that says so. */
function remedyOf(code: string): string {
  if (/SELF_SIGNED|UNABLE_TO_(?:VERIFY|GET_ISSUER)/.test(code)) {
    return "give the proxy the whole chain of its certificate (fullchain); where the authority is your own, name its root certificate: NODE_EXTRA_CA_CERTS=<file.pem> before the command, and install it on the devices";
  }
  if (code === "CERT_HAS_EXPIRED" || code === "CERT_NOT_YET_VALID") {
    return "renew the certificate and let the proxy read it anew (nginx -s reload); see that the clock is right";
  }
  if (code === "ERR_SSL_WRONG_VERSION_NUMBER")
    return "what listens there speaks no TLS: give the proxy its certificate";
  if (code === "ERR_TLS_CERT_ALTNAME_INVALID") return "get a certificate of that name, or mend the name in --url";
  if (code === "ENOTFOUND" || code === "EAI_AGAIN")
    return "enter the name in the DNS, or in /etc/hosts of this machine";
  if (code === "ECONNREFUSED")
    return "start server and proxy; see that the proxy listens there and no firewall refuses";
  return "see that server and proxy run, the name resolves, and the certificate is valid and of that name";
}
