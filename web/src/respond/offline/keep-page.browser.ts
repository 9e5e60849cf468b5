/**
 * Lets this questionnaire start without a network from now on, where the browser can (HTTPS or localhost). Called once the
 * questions' code is there, so that all the page is made of is known.
 */
export async function keepPage(collector: string): Promise<void> {
  if (!("serviceWorker" in navigator)) return;
  try {
    await navigator.serviceWorker.register("/respond-worker.js", { scope: "/s/" });
    const { active } = await navigator.serviceWorker.ready;
    const assets = performance
      .getEntriesByType("resource")
      .map(({ name }) => new URL(name).pathname)
      .filter((path) => path.startsWith("/assets/"));
    const keep = [location.pathname, `/api/public/collectors/${encodeURIComponent(collector)}`, ...new Set(assets)];
    active?.postMessage({ keep });
  } catch {
    // a browser that refuses workers loses nothing but the offline start
  }
}
