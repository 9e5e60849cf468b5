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

/** When the process is asked to end, by Ctrl+C or a service manager's SIGTERM: the first time, and once more. */
export interface StopWatch {
  readonly asked: Promise<void>;
  readonly again: Promise<void>;
}

/** Takes the signals from now on; the process then ends when its work does. */
export function watchForStop(): StopWatch {
  const waiting: (() => void)[] = [];
  const nextSignal = (): Promise<void> => new Promise((resolve) => waiting.push(resolve));
  const [asked, again] = [nextSignal(), nextSignal()];
  const note = (): void => waiting.shift()?.();
  process.on("SIGINT", note);
  process.on("SIGTERM", note);
  return { asked, again };
}
