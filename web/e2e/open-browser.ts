import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";

async function findBrowser() {
  if (process.platform !== "linux" || process.arch !== "x64") return { channel: "chrome" };
  const { default: bundled } = await import("@sparticuz/chromium");
  // not the package's own arguments: they switch web security off and put all into one process
  const args = ["--no-sandbox", "--font-render-hinting=none"];
  return { executablePath: await bundled.executablePath(), args };
}

/** Chromium from the npm package on Linux x64, the installed Chrome elsewhere. Nothing is downloaded. */
export async function openBrowser(): Promise<Browser> {
  return chromium.launch(await findBrowser());
}

/** A phone's browser with a profile in a folder: what it keeps is there when it is opened again. */
export async function openProfile(
  folder: string,
  { microphone = false }: { readonly microphone?: boolean } = {},
): Promise<BrowserContext> {
  const browser = await findBrowser();
  const args = [...("args" in browser ? (browser.args ?? []) : []), ...(microphone ? fakeMicrophone : [])];
  const permissions = microphone ? { permissions: ["microphone"] } : {};
  return chromium.launchPersistentContext(folder, { ...browser, args, ...screenOf(390, 844), ...permissions });
}

/** A microphone that beeps, granted without a question. */
const fakeMicrophone = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"];

/** Ends the browser of a profile as a phone short of memory does: at once, without a word. */
export async function killBrowser(context: BrowserContext): Promise<void> {
  const browser = context.browser();
  if (browser === null) throw new Error("the profile has no browser");
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  const gone = new Promise((resolve) => context.once("close", resolve));
  for (const { type, id } of processInfo) if (type === "browser") process.kill(id, "SIGKILL");
  await gone;
}

/** A page that remembers what must not happen: console errors, uncaught errors, breaches of the content policy. */
export interface WatchedPage {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Empty when all is well. */
  readonly complaints: readonly string[];
}

/** It asks for less motion: a list that moves while it opens may be pressed at one place and let go at another. */
const screenOf = (width: number, height: number) => ({
  viewport: { width, height },
  locale: "zh-CN",
  acceptDownloads: true,
  reducedMotion: "reduce" as const,
});

/** Opens a page of a width; `offline` failures of the network may be expected and are then not complaints. */
export async function openPage(browser: Browser, { width = 390, height = 844 } = {}): Promise<WatchedPage> {
  const context = await browser.newContext(screenOf(width, height));
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
