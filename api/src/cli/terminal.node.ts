/** Where a command writes: results on `out`, progress and errors on `err`. */
export interface Terminal {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Progress is rewritten in place on a screen and told at each tenth elsewhere. */
  readonly isScreen: boolean;
}

export const processTerminal: Terminal = {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  isScreen: process.stderr.isTTY === true,
};

/** Shows how far long work is: a bar rewritten in place on a screen, a line at each tenth elsewhere. */
export function showProgress(terminal: Terminal, label: string, total: number): (done: number) => void {
  let tenth = 0;
  return (done) => {
    const said = `${label} ${done}/${total}`;
    if (terminal.isScreen) terminal.err(`\r${drawBar(done, total)} ${said}${done === total ? "\n" : ""}`);
    else if (done === total || Math.floor((done * 10) / total) > tenth) terminal.err(`${said}\n`);
    tenth = Math.floor((done * 10) / total);
  };
}

/** The same for several pieces of work, or for one whose size is known only with its first step; each goes by its label. */
export function showProgressOfEach(terminal: Terminal): (label: string, done: number, total: number) => void {
  const shown = new Map<string, (done: number) => void>();
  return (label, done, total) => {
    const show = shown.get(label) ?? showProgress(terminal, label, total);
    shown.set(label, show);
    show(done);
  };
}

const barWidth = 24;

function drawBar(done: number, total: number): string {
  const full = total === 0 ? barWidth : Math.min(barWidth, Math.floor((done * barWidth) / total));
  return `${"█".repeat(full)}${"░".repeat(barWidth - full)}`;
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
