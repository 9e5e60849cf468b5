const escapes: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

const special = /[&<>"_\p{Cc}\p{Surrogate}\uFFFE\uFFFF]/u;

/** A text as XML; what XML cannot hold, and what would be read as such, is written `_xHHHH_`. */
export function escapeXml(text: string): string {
  if (!special.test(text)) return text;
  return text
    .replace(/[&<>"]/gu, (sign) => escapes[sign] ?? sign)
    .replace(/_(?=x[0-9A-Fa-f]{4}_)|\p{Cc}|\p{Surrogate}|[\uFFFE\uFFFF]/gu, (sign) => {
      if (sign === "\t" || sign === "\n") return sign;
      return `_x${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}_`;
    });
}
