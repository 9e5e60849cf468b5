/*
 * What the workers of respondents' and interviewers' pages share. Each worker is built as one classic script with this inside
 * (vite/sole-workers.ts), so that browsers which know no modules in workers run it too.
 */

/** A captive portal answers everything with its own page; ours carry the policy of the server. */
export function isOurs(answer: Response): boolean {
  return answer.headers.get("content-security-policy")?.includes("frame-ancestors 'none'") ?? false;
}

/** The answer, if it comes within `milliseconds`; rejects otherwise. */
export function inTime(answer: Promise<Response>, milliseconds: number): Promise<Response> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error("no answer in time")), milliseconds);
    answer.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

/** Drops what earlier versions of a worker kept under names beginning with `prefix`, and serves the pages that are open. */
export async function takeOver(
  worker: ServiceWorkerGlobalScope,
  { prefix, kept }: { readonly prefix: string; readonly kept: readonly string[] },
): Promise<void> {
  const old = (await caches.keys()).filter((name) => name.startsWith(prefix) && !kept.includes(name));
  await Promise.all(old.map((name) => caches.delete(name)));
  await worker.clients.claim();
}
