import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import { type Command, Option } from "commander";
import { writeWhole } from "../../storage/write-whole.node.ts";
import { UsageError } from "../outcome.ts";
import { printResult } from "../print-result.ts";
import { readBytes } from "../read-input.node.ts";
import type { Terminal } from "../terminal.node.ts";
import { convertData, type DataOptions, dataEndings, encodings } from "./convert-data.node.ts";
import { convertQda } from "./convert-qda.ts";

interface ConvertOptions extends DataOptions {
  readonly json?: boolean;
}

/** `convert`: a file of one kind becomes a file of another, without a server; their endings say which. */
export function addConvert(program: Command, terminal: Terminal): void {
  program
    .command("convert")
    .description(
      `convert a REFI-QDA project (.qdpx) or codebook (.qdc) to .qdpx, .qdc, .xlsx, .html or .docx, answers (.csv) to ${dataEndings}`,
    )
    .argument("<in>", "file to read: .qdpx, .qdc or .csv")
    .argument("<out>", "file to write; its ending says the kind")
    .option("--variables <file>", "JSON file that describes the variables of a .csv")
    .option("--title <text>", "title of answers in the file; the name of the .csv unless given")
    .addOption(new Option("--from <encoding>", "characters of a .csv that is read").choices(encodings).default("utf-8"))
    .addOption(
      new Option("--encoding <encoding>", "characters of a .csv that is written").choices(encodings).default("utf-8"),
    )
    .option("--no-mark", "write no byte-order mark before a .csv in UTF-8")
    .option("--json", "print what was kept and what was not as JSON")
    .action(async (input: string, output: string, options: ConvertOptions) =>
      convert(input, output, { options, terminal }),
    );
}

async function convert(
  input: string,
  output: string,
  { options, terminal }: { readonly options: ConvertOptions; readonly terminal: Terminal },
): Promise<void> {
  if (resolve(input) === resolve(output)) throw new UsageError("<out>: expected another file than <in>");
  const replaced = await isFile(output);
  const [from, to] = [endingOf(input), endingOf(output)];
  if (from === "csv") {
    const written = await convertData({ data: input, out: output }, options);
    printResult(terminal, options, { ...written, text: `${written.text}${sayReplaced(replaced)}` });
    return;
  }
  if (from !== "qdpx" && from !== "qdc") throw new UsageError(`<in>: expected .qdpx, .qdc or .csv, got ${input}`);
  const now = new Date().toISOString();
  const made = await convertQda(await readBytes("<in>", input), { from, to, output, now });
  await writeOutput(output, made.content);
  printResult(terminal, options, {
    json: { out: output, replaced, ...made.json },
    text: `wrote ${output}\n${made.text}${sayReplaced(replaced)}`,
  });
}

const sayReplaced = (replaced: boolean): string => (replaced ? "\nit replaced a file of that name" : "");

async function isFile(path: string): Promise<boolean> {
  const found = await stat(resolve(path)).catch(() => undefined);
  return found?.isFile() ?? false;
}

const reasons: Readonly<Record<string, string>> = {
  EISDIR: "it is a folder; name a file in it",
  ENOTDIR: "a part of its path is a file, not a folder; name another",
  EEXIST: "a part of its path is a file, not a folder; name another",
  ENOENT: "its folder cannot be made; name another",
  EACCES: "you may not write there; name another folder",
  ENOSPC: "the disk is full; make room or name another disk",
};

async function writeOutput(output: string, content: Uint8Array | string): Promise<void> {
  try {
    await writeWhole(resolve(output), content);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new UsageError(`<out>: cannot write ${output}: ${reasons[code ?? ""] ?? message}`);
  }
}

function endingOf(file: string): string {
  return /\.([^./\\]+)$/u.exec(file)?.[1]?.toLowerCase() ?? "";
}
