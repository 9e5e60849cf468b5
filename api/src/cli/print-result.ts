import type { Terminal } from "./terminal.node.ts";

/** Prints what a command made: as JSON with `--json`, else as text. */
export function printResult(
  terminal: Terminal,
  { json }: { readonly json?: boolean },
  result: { readonly json: unknown; readonly text: string },
): void {
  terminal.out(json ? `${JSON.stringify(result.json, null, 2)}\n` : `${result.text}\n`);
}
