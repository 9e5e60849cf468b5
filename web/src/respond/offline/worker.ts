/*
 * Lets a questionnaire that was opened once start without a network. It stands alone: no imports, so that browsers which
 * know no modules in workers run it too. Answers never pass through here; the page keeps and sends them itself.
 *
 *   page, questions   network first, what was kept last when there is none
 *   /assets/          kept for good: their names change with their content
 */

const worker = globalThis as unknown as ServiceWorkerGlobalScope;
const keptPages = "diaoyan-pages-1";
const keptAssets = "diaoyan-assets-1";
const patienceMilliseconds = 6_000;

worker.addEventListener("install", () => void worker.skipWaiting());
worker.addEventListener("activate", (event) => event.waitUntil(takeOver()));
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

async function takeOver(): Promise<void> {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith("diaoyan-") && name !== keptPages && name !== keptAssets);
  await Promise.all(old.map((name) => caches.delete(name)));
  await worker.clients.claim();
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
    const answer = await inTime(fetch(request));
    if (answer.ok && isOurs(answer)) await cache.put(path, answer.clone());
    return answer;
  } catch (error) {
    const kept = await cache.match(path);
    if (kept === undefined) throw error;
    return kept;
  }
}

/** A captive portal answers everything with its own page; ours carry the policy of the server. */
function isOurs(answer: Response): boolean {
  return answer.headers.get("content-security-policy")?.includes("frame-ancestors 'none'") ?? false;
}

function inTime(answer: Promise<Response>): Promise<Response> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error("no answer in time")), patienceMilliseconds);
    answer.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
