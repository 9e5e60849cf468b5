import { UsageError } from "./outcome.ts";

/** Reads `--url`: an origin, without path. Throws `UsageError`. */
export function parseOrigin(url: string | undefined): string | undefined {
  if (url === undefined) return undefined;
  if (URL.canParse(url) && new URL(url).origin === url.replace(/\/$/, "")) return new URL(url).origin;
  throw new UsageError(`--url: expected an origin like https://survey.example.cn, got ${url}`);
}
