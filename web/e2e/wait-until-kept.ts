import type { Page } from "playwright-core";

/** Waits until the page could be opened without a network. */
export async function waitUntilKept(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    while ((await (await caches.open("field-1")).match("/field")) === undefined) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  });
}
