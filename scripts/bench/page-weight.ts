import { join } from "node:path";
import { build } from "vite";
import { listPageFiles, type PageFile } from "../../web/vite/page-files.ts";
import type { BenchLine } from "./bench-line.ts";

const web = join(import.meta.dirname, "../../web");

function weigh(files: readonly PageFile[]): number {
  return files.reduce((sum, { bytes }) => sum + bytes, 0) / 1024;
}

/** What a respondent's phone downloads of scripts and styles, in KB brotli: for the cover, and with the questions. */
export async function benchPageWeight(): Promise<readonly BenchLine[]> {
  await build({ root: web, logLevel: "error" });
  const files = listPageFiles(join(web, "dist"), "respond.html");
  const cover = files.filter(({ first }) => first);
  return [
    { name: "cover page: script and style", value: weigh(cover), unit: "KB brotli", budget: { atMost: 14 } },
    { name: "cover and questions: script and style", value: weigh(files), unit: "KB brotli", budget: { atMost: 300 } },
  ];
}
