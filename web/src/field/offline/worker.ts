/*
 * Lets the interviewers' page start without a network after its first visit. Records never pass through here; the page
 * keeps and sends them itself, and `/api` is left alone.
 *
 *   /field            network first; what was kept when there is none, or when another network answers in its place
 *   /assets/, icons   what was kept
 */

import { inTime, isOurs, takeOver } from "../../offline/worker-answers.ts";

const worker = globalThis as unknown as ServiceWorkerGlobalScope;
const keptName = "field-1";
const page = "/field";
const patienceMilliseconds = 4_000;

worker.addEventListener("install", () => void worker.skipWaiting());
worker.addEventListener("activate", (event) =>
  event.waitUntil(takeOver(worker, { prefix: "field-", kept: [keptName] })),
);
worker.addEventListener("message", (event) => {
  const { keep } = event.data as { readonly keep?: readonly string[] };
  if (keep !== undefined) event.waitUntil(keepAll(keep));
});
worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== worker.location.origin) return;
  if (pathname === page) event.respondWith(pageFirstFromNetwork(request));
  else if (pathname.startsWith("/assets/") || pathname.startsWith("/field")) event.respondWith(keptFirst(request));
});

/** Keeps all a page is made of, then the page itself: a page is never kept without what it needs. */
async function keepAll(paths: readonly string[]): Promise<void> {
  const cache = await caches.open(keptName);
  const missing = await Promise.all(paths.map(async (path) => ((await cache.match(path)) === undefined ? path : null)));
  await Promise.all(missing.filter((path) => path !== null).map((path) => keep(cache, path)));
  await keep(cache, page);
}

async function keep(cache: Cache, path: string): Promise<void> {
  const answer = await fetch(path, { cache: "no-cache" });
  if (!answer.ok || !isOurs(answer)) throw new Error(`${path} could not be kept`);
  await cache.put(path, answer);
}

async function keptFirst(request: Request): Promise<Response> {
  return (await (await caches.open(keptName)).match(request)) ?? fetch(request);
}

async function pageFirstFromNetwork(request: Request): Promise<Response> {
  const kept = await (await caches.open(keptName)).match(page);
  if (kept === undefined) return fetch(request);
  try {
    const answer = await inTime(fetch(request), patienceMilliseconds);
    return answer.ok && isOurs(answer) ? answer : kept;
  } catch {
    return kept;
  }
}
