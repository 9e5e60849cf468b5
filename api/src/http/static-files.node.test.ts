import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { Hono } from "hono";
import { beforeAll, describe, expect, it } from "vitest";
import { addStaticFiles } from "./static-files.node.ts";

const app = new Hono();
let folder = "";

beforeAll(async () => {
  const outer = await mkdtemp(join(tmpdir(), "diaoyan-static-"));
  await writeFile(join(outer, "secret.txt"), "secret");
  folder = join(outer, "dist");
  await mkdir(join(folder, "assets"), { recursive: true });
  await writeFile(join(folder, "index.html"), "<title>desk</title>");
  await writeFile(join(folder, "respond.html"), "<title>respond</title>");
  await writeFile(join(folder, "assets/说明 书.txt"), "说明");
  await writeFile(join(folder, "assets/app.js"), "const a = 1;");
  await addStaticFiles(app, folder, async (shell, collector) => ({
    status: collector === "unknown" ? 404 : 200,
    html: shell.replace("respond", `respond to ${collector}`),
  }));
});

const get = (path: string, encoding = "") => app.request(path, { headers: { "accept-encoding": encoding } });

describe("static files", () => {
  it.each([
    ["/", "desk"],
    ["/studies/a/coding", "desk"],
    ["/invite", "desk"],
    ["/s/abcdefgh", "respond to abcdefgh"],
  ])("answer %s with the page %s", async (path, title) => {
    const response = await get(path);
    expect(response.headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(await response.text()).toContain(title);
  });

  it("come by Chinese names, compressed as the browser can", async () => {
    const path = encodeURI("/assets/说明 书.txt");
    expect(await (await get(path)).text()).toBe("说明");
    const brotli = await get(path, "gzip, br");
    expect(brotli.headers.get("content-encoding")).toBe("br");
    expect(brotliDecompressSync(await brotli.arrayBuffer()).toString()).toBe("说明");
    const gzip = await get(path, "gzip");
    expect(gunzipSync(await gzip.arrayBuffer()).toString()).toBe("说明");
  });

  it("may be kept for ever under a hashed name, and are asked for again otherwise", async () => {
    expect((await get("/assets/app.js")).headers.get("cache-control")).toContain("immutable");
    for (const page of ["/index.html", "/assets/nothing", "/assets/%00"]) {
      expect((await get(page)).headers.get("cache-control")).toBe("no-cache");
    }
  });

  it("stay those of the start while another build is made", async () => {
    await rm(join(folder, "assets"), { recursive: true });
    await writeFile(join(folder, "index.html"), "<title>next</title>");
    expect(await (await get("/assets/app.js")).text()).toBe("const a = 1;");
    expect(await (await get("/")).text()).toContain("desk");
  });

  it.each(["/../secret.txt", "/%2e%2e/secret.txt", "/assets/..%2f..%2fsecret.txt", "/assets/%00.txt", "/%ff.txt"])(
    "lead nowhere else by %s",
    async (path) => {
      expect((await get(path)).status).toBe(404);
    },
  );
});
