import { once } from "node:events";
import { createServer } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { expect, it } from "vitest";
import { prepareStop } from "./stop-taking.node.ts";

it("waits for no connection over which nothing came, nor for one between two requests", async () => {
  const server = createServer({ keepAliveTimeout: 60_000 }, (_, response) => response.end("well"));
  const stop = prepareStop(server);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const silent = connect(port, "127.0.0.1");
  const kept = connect(port, "127.0.0.1");
  kept.write("GET / HTTP/1.1\r\nhost: x\r\n\r\n");
  await Promise.all([once(silent, "connect"), once(kept, "data")]);
  const from = performance.now();
  await stop();
  expect(performance.now() - from).toBeLessThan(2_000);
});
