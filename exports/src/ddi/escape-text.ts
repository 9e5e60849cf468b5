const escapes: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** A text as XML 1.0; characters that XML cannot hold become U+FFFD. */
export function escapeText(text: string): string {
  return text
    .replace(/[&<>"]/gu, (sign) => escapes[sign] ?? sign)
    .replace(/(?![\t\n])[\p{Cc}\p{Surrogate}\uFFFE\uFFFF]/gu, "\uFFFD");
}
