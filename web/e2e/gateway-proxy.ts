import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { pipeline } from "node:stream";

/** A reverse proxy as it stands before an installation. */
export interface GatewayProxy {
  readonly url: string;
  /** Whether the server behind it is taken for stopped: every request is answered with 502 then. */
  serverStopped: boolean;
  close(): void;
}

/** Starts the proxy before a server on this machine. */
export async function startGatewayProxy(target: string): Promise<GatewayProxy> {
  const server = createServer((incoming, outgoing) => {
    if (proxy.serverStopped) {
      outgoing.writeHead(502, { "content-type": "text/html" }).end("<h1>502 Bad Gateway</h1>");
      return;
    }
    const { method, headers, url = "/" } = incoming;
    const passed = request(new URL(url, target), { method, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      pipeline(answer, outgoing, () => undefined);
    });
    passed.on("error", () => outgoing.destroy());
    pipeline(incoming, passed, () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const proxy = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    serverStopped: false,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
  return proxy;
}
