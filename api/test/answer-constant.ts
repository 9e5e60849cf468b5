import type { AddressInfo } from "node:net";
import { serve } from "@hono/node-server";
import { Hono } from "hono";

/** Reads every body and answers 201 with the same JSON; says where on standard output. Nothing can be faster over this HTTP server. */
const app = new Hono();
const receipt = { marker: "diaoyan-accepted", receipt: "0000-0000-0000-0000", status: "complete" };
app.post("*", async (c) => {
  await c.req.raw.bytes();
  return c.json(receipt, 201);
});
const server = serve({ fetch: app.fetch, port: 0, hostname: "127.0.0.1" }, () => {
  process.stdout.write(`http://127.0.0.1:${(server.address() as AddressInfo).port}\n`);
});
