import type { Browser, Page } from "playwright-core";
import { afterAll } from "vitest";
import { openBrowser, openPage, type WatchedPage } from "./open-browser.ts";
import { signInAsLead } from "./sign-in.ts";
import { type RunningStudy, startStudy } from "./start-study.ts";

/** A browser and a server with one study, for all tests of a file. */
export interface OpenStudy {
  readonly browser: Browser;
  readonly running: RunningStudy;
}

/** The lead's desk on a wide screen, signed in. */
export interface OpenDesk extends OpenStudy {
  readonly watched: WatchedPage;
  readonly page: Page;
}

/** Starts browser and server before the tests of the file that calls it, and closes both after them. */
export async function openStudy(): Promise<OpenStudy> {
  const [browser, running] = await Promise.all([openBrowser(), startStudy()]);
  afterAll(async () => {
    await browser.close();
    await running.close();
  });
  return { browser, running };
}

/** As `openStudy`, with the lead signed in at the desk. */
export async function openDesk(): Promise<OpenDesk> {
  const { browser, running } = await openStudy();
  const watched = await openPage(browser, { width: 1280, height: 900 });
  await signInAsLead(watched.page, running.url);
  return { browser, running, watched, page: watched.page };
}
