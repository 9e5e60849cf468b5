import { spawnSync } from "node:child_process";
import { join } from "node:path";

const kit = join(import.meta.dirname, "../../node_modules/@observablehq/notebook-kit/dist/bin/notebooks.js");

/** Shows the notebooks of a folder in the browser until interrupted; answers the exit status. */
export function previewNotebooks(folder: string): number {
  return runKit("preview", folder, []);
}

/** Writes notebooks of a folder as static pages to `out`, which is emptied first; answers the exit status. */
export function buildNotebooks(folder: string, notebooks: readonly string[], out: string): number {
  const pages = notebooks.map((notebook) => join(folder, notebook));
  return runKit("build", folder, ["--out", out, "--empty", "--", ...pages]);
}

function runKit(command: string, folder: string, args: readonly string[]): number {
  const given = [kit, command, "--root", folder, "--template", join(folder, "page.tmpl"), ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, given, {
    cwd: folder,
    encoding: "utf8",
    stdio: command === "preview" ? "inherit" : "pipe",
  });
  // the list of built files is long and says nothing to an analyst
  if (status !== 0) process.stderr.write(`${stdout}${stderr}`);
  return status ?? 1;
}
