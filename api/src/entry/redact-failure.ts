/** A failure as it may stand in a log: the places in the program whole, its message without what may be somebody's. */
export interface RedactedFailure {
  readonly kind: string;
  readonly code?: string;
  readonly message: string;
  /** Frames of the program, innermost first. */
  readonly at: readonly string[];
  readonly cause?: RedactedFailure;
}

const framesKept = 12;

/**
 * Takes everything out of a failure that may come from people or secrets: what stands in quotes or brackets, addresses of
 * mail, words in other than Latin letters, long numbers and long tokens. Field names and the program's own words stay.
 */
export function redactFailure(error: unknown, depth = 0): RedactedFailure {
  if (!(error instanceof Error)) return { kind: typeof error, message: "…", at: [] };
  const { code } = error as { readonly code?: unknown };
  const frames = (error.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
  return {
    kind: error.name,
    ...(typeof code === "string" && /^[\w.-]{1,40}$/.test(code) ? { code } : {}),
    message: redactText(error.message),
    at: frames.slice(0, framesKept).map((line) => line.trim()),
    ...(error.cause instanceof Error && depth < 3 ? { cause: redactFailure(error.cause, depth + 1) } : {}),
  };
}

function redactText(text: string): string {
  return text
    .slice(0, 2_000)
    .replace(/"[^"]*"?|'[^']*'?|`[^`]*`?|[“「『][^”」』]*[”」』]?|\{[^}]*\}?|\[[^\]]*\]?/g, "…")
    .replace(/\S+@\S+/g, "…")
    .replace(/[^\x20-\x7e\n]+/g, "…")
    .replace(/[\w-]{20,}/g, (word) => (/\d/.test(word) ? "…" : word))
    .replace(/\d{5,}/g, "…");
}
