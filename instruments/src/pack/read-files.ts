import { LineCounter, parseDocument } from "yaml";
import type { ParsedFile } from "./check-shape.ts";
import type { PackFindings } from "./pack-finding.ts";

/** Parses a YAML file of a pack; aliases are refused, since a few of them can stand for gigabytes. */
export function readYaml(file: string, text: string, findings: PackFindings): ParsedFile | undefined {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, schema: "core", version: "1.2" });
  for (const error of document.errors) {
    const remedy = "mend the YAML at this line: indentation by spaces, quotes around text with a colon";
    findings.add({ file, line: lines.linePos(error.pos[0]).line, code: "pack.yaml", message: error.message, remedy });
  }
  if (document.errors.length > 0) return undefined;
  const value = resolveDocument(file, document, findings);
  if (value === undefined) return undefined;
  return {
    file,
    value,
    lineOf(path) {
      for (let depth = path.length; depth > 0; depth -= 1) {
        const node = document.getIn(path.slice(0, depth), true) as { readonly range?: readonly number[] } | undefined;
        if (node?.range?.[0] !== undefined) return lines.linePos(node.range[0]).line;
      }
      return null;
    },
  };
}

function resolveDocument(file: string, document: ReturnType<typeof parseDocument>, findings: PackFindings): unknown {
  try {
    return document.toJS({ maxAliasCount: 0 });
  } catch (error) {
    const remedy = "write the value out instead of pointing to it with *name";
    findings.add({ file, code: "pack.yaml", message: `uses an alias: ${(error as Error).message}`, remedy });
    return undefined;
  }
}

/** Parses a JSON file of a pack; a syntax error names the line. */
export function readJson(file: string, text: string, findings: PackFindings): ParsedFile | undefined {
  try {
    return { file, value: JSON.parse(text.replace(/^\uFEFF/, "")), lineOf: () => null };
  } catch (error) {
    const { message } = error as Error;
    const position = /position (\d+)/.exec(message)?.[1];
    const line = position === undefined ? null : text.slice(0, Number(position)).split("\n").length;
    findings.add({
      file,
      line,
      code: "pack.json",
      message: `not JSON: ${message}`,
      remedy: "mend the JSON, e.g. a missing comma or quote",
    });
    return undefined;
  }
}
