import {
  type CoverFacts,
  coverEn,
  coverZh,
  describeBar,
  describeCover,
  describeWindow,
} from "../contract/cover/index.ts";
import { escapeHtml, writeHtml } from "../contract/cover/write-html.ts";
import { Problem } from "../problems.ts";
import { readCover } from "../use-cases/respondent-services.ts";
import type { Services } from "../use-cases/services.ts";

/** What a respondent's browser gets for `/s/{collector}`. */
export interface RespondentPage {
  readonly status: 200 | 404 | 503;
  readonly html: string;
}

type Locale = "zh" | "en";

/** The language a respondent chose on this device, as the page keeps it in a cookie. */
export function chosenLocale(cookies: string | undefined): Locale {
  return /(?:^|;\s*)diaoyan-language=en(?:;|$)/.test(cookies ?? "") ? "en" : "zh";
}

/**
 * The respondents' page with its cover written in, so that it can be read before any script arrives. `shell` is the built
 * page; what it cannot say (closed, unknown, a database that is away) is left to the script, which tries again. What failed
 * is given to `report`.
 */
export async function renderRespondentPage(
  services: Services,
  { shell, collector, locale }: { readonly shell: string; readonly collector: string; readonly locale: Locale },
  report: (error: unknown) => void,
): Promise<RespondentPage> {
  try {
    const facts = await readCover(services, collector);
    return { status: 200, html: facts.open ? writeCover(shell, facts, locale) : shell };
  } catch (error) {
    if (error instanceof Problem && error.body.status === 404) return { status: 404, html: shell };
    report(error);
    return { status: 503, html: shell };
  }
}

function writeCover(shell: string, facts: CoverFacts, locale: Locale): string {
  const texts = locale === "en" ? coverEn : coverZh;
  const data = `/api/public/collectors/${encodeURIComponent(facts.collector)}`;
  const main = [describeBar(facts.simulated, texts), describeCover(facts, texts)].map(writeHtml).join("");
  // a function as replacement: a title may hold `$&`
  return shell
    .replace(/<html lang="[^"]*"/, () => `<html lang="${locale === "en" ? "en" : "zh-CN"}"`)
    .replace(
      /<title>[^<]*<\/title>/,
      () =>
        `<title>${escapeHtml(describeWindow(facts, texts))}</title>` +
        `<link rel="preload" as="fetch" crossorigin href="${escapeHtml(data)}">`,
    )
    .replace(/<main id="page"[^>]*>[\s\S]*?<\/main>/, () => `<main id="page">${main}</main>`);
}
