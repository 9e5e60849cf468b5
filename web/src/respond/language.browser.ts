import type { Locale } from "@diaoyan/instruments";

/** Kept in a cookie of this site's questionnaires, because the server writes the cover; it says nothing but the language. */
const name = "diaoyan-language";

export function readLocale(): Locale {
  return new RegExp(`(?:^|; )${name}=en(?:;|$)`).test(document.cookie) ? "en" : "zh";
}

/** Opens the page again in the other language. */
export function switchLocale(): void {
  const next = readLocale() === "en" ? "zh" : "en";
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Safari and in WeChat
  document.cookie = `${name}=${next}; path=/s; max-age=31536000; samesite=lax`;
  location.reload();
}
