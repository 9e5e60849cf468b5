import type { Command } from "commander";
import { parseOrigin } from "./parse-origin.ts";

export interface OriginOption {
  readonly url: string;
}

/** Adds `--url`, the origin of what is handed to people; `DIAOYAN_URL` sets it for all commands, as it does for the server. */
export function withOrigin(command: Command): Command {
  return command.option(
    "--url <origin>",
    "origin people reach the server at, for what is handed to them (or DIAOYAN_URL)",
    process.env["DIAOYAN_URL"] ?? "http://127.0.0.1:8787",
  );
}

/** The origin that was given, without a slash at its end. Throws `UsageError`. */
export const originOf = ({ url }: OriginOption): string => parseOrigin(url) ?? url;
