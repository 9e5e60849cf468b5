import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";

/** Chromium from the npm package on Linux x64, the installed Chrome elsewhere. Nothing is downloaded. */
export async function openBrowser(): Promise<Browser> {
  if (process.platform !== "linux" || process.arch !== "x64") return chromium.launch({ channel: "chrome" });
  const { default: bundled } = await import("@sparticuz/chromium");
  // not the package's own arguments: they switch web security off and put all into one process
  const args = ["--no-sandbox", "--font-render-hinting=none"];
  return chromium.launch({ executablePath: await bundled.executablePath(), args });
}

/** A page that remembers what must not happen: console errors, uncaught errors, breaches of the content policy. */
export interface WatchedPage {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Empty when all is well. */
  readonly complaints: readonly string[];
}

/** Opens a page of a width; `offline` failures of the network may be expected and are then not complaints. */
export async function openPage(browser: Browser, { width = 390, height = 844 } = {}): Promise<WatchedPage> {
  const context = await browser.newContext({ viewport: { width, height }, locale: "zh-CN", acceptDownloads: true });
  return watchPage(context, await context.newPage());
}

/** Watches one more page of a context. */
export function watchPage(context: BrowserContext, page: Page): WatchedPage {
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" && !/ERR_INTERNET_DISCONNECTED|ERR_FAILED/.test(message.text())) {
      complaints.push(message.text());
    }
  });
  page.on("pageerror", (error) => complaints.push(error.stack ?? error.message));
  return { page, context, complaints };
}
