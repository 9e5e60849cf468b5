/** Lets the page start without a network from now on, where the browser can (HTTPS or localhost). */
export async function keepPage(): Promise<void> {
  if (!("serviceWorker" in navigator)) return;
  try {
    await navigator.serviceWorker.register("/field-worker.js", { scope: "/field" });
    const { active } = await navigator.serviceWorker.ready;
    const assets = performance
      .getEntriesByType("resource")
      .map(({ name }) => new URL(name).pathname)
      .filter((path) => path.startsWith("/assets/"));
    const links = [...document.querySelectorAll<HTMLLinkElement>("link[rel=manifest], link[rel=icon]")].map(
      ({ href }) => new URL(href).pathname,
    );
    active?.postMessage({ keep: [...new Set([...assets, ...links])] });
  } catch {
    // a browser that refuses workers loses nothing but the offline start
  }
}
