import { once } from "node:events";

/** Where a command writes: results on `out`, progress and errors on `err`. */
export interface Terminal {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Progress lines are rewritten in place on a screen and left out elsewhere. */
  readonly isScreen: boolean;
}

export const processTerminal: Terminal = {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  isScreen: process.stderr.isTTY === true,
};

/** Shows how far long work is: rewritten in place on a screen, one line at the end elsewhere. */
export function showProgress(terminal: Terminal, label: string, total: number): (done: number) => void {
  return (done) => {
    if (terminal.isScreen) terminal.err(`\r${label} ${done}/${total}${done === total ? "\n" : ""}`);
    else if (done === total) terminal.err(`${label} ${done}/${total}\n`);
  };
}

/** Resolves when the process is asked to end: Ctrl+C, or SIGTERM from a service manager. */
export async function waitForStop(): Promise<void> {
  await Promise.race([once(process, "SIGINT"), once(process, "SIGTERM")]);
}
