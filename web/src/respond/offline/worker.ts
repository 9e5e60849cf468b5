/*
 * Lets a questionnaire that was opened once start without a network. Answers never pass through here; the page keeps and
 * sends them itself.
 *
 *   page, questions   network first, what was kept last when there is none
 *   /assets/          kept for good: their names change with their content
 */

import { inTime, isOurs, takeOver } from "../../offline/worker-answers.ts";

const worker = globalThis as unknown as ServiceWorkerGlobalScope;
const keptPages = "diaoyan-pages-1";
const keptAssets = "diaoyan-assets-1";
const patienceMilliseconds = 6_000;

worker.addEventListener("install", () => void worker.skipWaiting());
worker.addEventListener("activate", (event) =>
  event.waitUntil(takeOver(worker, { prefix: "diaoyan-", kept: [keptPages, keptAssets] })),
);
worker.addEventListener("message", (event) => {
  const { keep } = event.data as { readonly keep?: readonly string[] };
  if (keep !== undefined) event.waitUntil(keepAll(keep));
});
worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== worker.location.origin) return;
  if (pathname.startsWith("/assets/")) event.respondWith(cacheFirst(request));
  else if (isPage(pathname)) event.respondWith(networkFirst(pathname, request));
});

function isPage(pathname: string): boolean {
  return /^\/s\/[^/]+$|^\/api\/public\/collectors\/[^/]+$/.test(pathname);
}

/** Keeps what the page that asks was made of. */
async function keepAll(paths: readonly string[]): Promise<void> {
  await Promise.all(
    paths.map((path) =>
      (isPage(path) ? networkFirst(path, new Request(path)) : cacheFirst(new Request(path))).catch(() => undefined),
    ),
  );
}

async function cacheFirst(request: Request): Promise<Response> {
  const cache = await caches.open(keptAssets);
  const kept = await cache.match(request);
  if (kept !== undefined) return kept;
  const answer = await fetch(request);
  if (answer.ok && isOurs(answer)) await cache.put(request, answer.clone());
  return answer;
}

async function networkFirst(path: string, request: Request): Promise<Response> {
  const cache = await caches.open(keptPages);
  try {
    const answer = await inTime(fetch(request), patienceMilliseconds);
    if (answer.ok && isOurs(answer)) await cache.put(path, answer.clone());
    // a server that is being restarted is as good as none
    const kept = answer.status >= 500 ? await cache.match(path) : undefined;
    return kept ?? answer;
  } catch (error) {
    const kept = await cache.match(path);
    if (kept === undefined) throw error;
    return kept;
  }
}
