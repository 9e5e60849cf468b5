import type { Locale } from "@diaoyan/instruments";
import type { Dataset } from "../model/dataset.ts";
import { presentRequest } from "../registry/run-request.ts";

/** What a reader sees of a request as lines of text: caption, rows, note, sentences. For golden tests. */
export function show(dataset: Dataset, request: Readonly<Record<string, unknown>>, locale: Locale): string {
  const { table, sentences } = presentRequest({ dataset }, request, { seed: 1, locale });
  const rows = [...table.header, ...table.body].map((cells) => cells.map(({ text }) => text).join(" | "));
  return [table.caption, ...rows, table.note, ...sentences.map(({ text }) => text)].join("\n");
}
