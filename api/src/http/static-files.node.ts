import { readdir, readFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import type { Context, Hono } from "hono";
import type { RespondentPage } from "./respondent-page.ts";

const mediaTypes: Readonly<Record<string, string>> = {
  html: "text/html; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  css: "text/css; charset=utf-8",
  json: "application/json; charset=utf-8",
  webmanifest: "application/manifest+json; charset=utf-8",
  svg: "image/svg+xml; charset=utf-8",
  png: "image/png",
  ico: "image/x-icon",
  woff2: "font/woff2",
  wasm: "application/wasm",
  txt: "text/plain; charset=utf-8",
};
const compressible = /^(text|application)\/|svg/;

interface StaticFile {
  readonly media: string;
  readonly bytes: Buffer;
  /** By encoding; made when first asked for. */
  readonly variants: Map<string, Promise<Uint8Array<ArrayBuffer>>>;
}

const asBytes = (buffer: Buffer): Uint8Array<ArrayBuffer> => new Uint8Array(buffer);

const encoders: Readonly<Record<string, (bytes: Buffer) => Promise<Buffer>>> = {
  br: (bytes) => promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
  gzip: (bytes) => promisify(gzip)(bytes),
};

/** Writes the respondents' page of a collector into the built one, in the language the cookies name. */
export type RenderPage = (shell: string, collector: string, cookies: string | undefined) => Promise<RespondentPage>;

/**
 * Serves a built web client: files by name, `/s/…` as the respondents' page, `/field` as the interviewers', every other
 * page address as the desk. Compressed once for each encoding. All are read at the start: no path can lead elsewhere, and
 * pages of one build never meet scripts of the next, which may be built into the folder meanwhile.
 */
export async function addStaticFiles(app: Hono, folder: string, renderPage: RenderPage): Promise<void> {
  const files = await readFiles(folder);
  const shell = files.get("/respond.html");
  app.get("/s/:collector", async (c) => {
    if (shell === undefined) return c.notFound();
    const plain = new TextDecoder().decode(await readVariant(shell, "identity"));
    return answerPage(c, await renderPage(plain, c.req.param("collector"), c.req.header("cookie")));
  });
  app.get("*", async (c, next) => {
    const path = decodePath(c.req.path);
    const file = files.get(path);
    if (file !== undefined) return answer(c, file);
    if (path.includes(".")) return next();
    return answer(c, files.get(path === "/field" ? "/field.html" : "/index.html"));
  });
}

/** The path as file names stand; a path that is no UTF-8 names no file. */
function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return "/.";
  }
}

async function readFiles(folder: string): Promise<ReadonlyMap<string, StaticFile>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const read = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => readNamed(folder, parentPath, name));
  return new Map(await Promise.all(read));
}

async function readNamed(folder: string, parent: string, name: string): Promise<readonly [string, StaticFile]> {
  const path = join(parent, name);
  const media = mediaTypes[name.split(".").at(-1) ?? ""] ?? "application/octet-stream";
  const address = `/${relative(folder, path).split(sep).join("/")}`;
  return [address, { media, bytes: await readFile(path), variants: new Map() }];
}

/** A page made for the moment, compressed lightly: it is small and made often. */
async function answerPage(c: Context, { html, status }: RespondentPage): Promise<Response> {
  const bytes = Buffer.from(html, "utf8");
  const headers = {
    "content-type": mediaTypes["html"] ?? "",
    vary: "accept-encoding, cookie",
    "cache-control": "no-cache",
  };
  if (!(c.req.header("accept-encoding") ?? "").includes("br")) return c.body(asBytes(bytes), status, headers);
  const packed = await promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } });
  return c.body(asBytes(packed), status, { ...headers, "content-encoding": "br" });
}

async function answer(c: Context, file: StaticFile | undefined): Promise<Response> {
  if (file === undefined) return c.notFound();
  const accepted = c.req.header("accept-encoding") ?? "";
  const encoding = compressible.test(file.media) ? ["br", "gzip"].find((name) => accepted.includes(name)) : undefined;
  const headers: Record<string, string> = {
    "content-type": file.media,
    vary: "accept-encoding",
    "cache-control": isKept(c.req.path, file) ? "public, max-age=31536000, immutable" : "no-cache",
  };
  if (encoding !== undefined) headers["content-encoding"] = encoding;
  return c.body(await readVariant(file, encoding ?? "identity"), 200, headers);
}

/** What is built under a hashed name; a page that answers for an address without a file is none of it. */
const isKept = (path: string, { media }: StaticFile): boolean =>
  path.startsWith("/assets/") && media !== mediaTypes["html"];

function readVariant(file: StaticFile, encoding: string): Promise<Uint8Array<ArrayBuffer>> {
  const kept = file.variants.get(encoding);
  if (kept !== undefined) return kept;
  const encode = encoders[encoding];
  const variant = (encode === undefined ? Promise.resolve(file.bytes) : encode(file.bytes)).then(asBytes);
  file.variants.set(encoding, variant);
  return variant;
}
