import { type Document, LineCounter, parseDocument } from "yaml";
import { jsonFaultLine } from "../model/json-fault-line.ts";
import type { ParsedFile } from "./check-shape.ts";
import type { PackFindings } from "./pack-finding.ts";

/** Parses a YAML file of a pack; aliases are refused, since a few of them can stand for gigabytes. */
export function readYaml(file: string, text: string, findings: PackFindings): ParsedFile | undefined {
  const lines = new LineCounter();
  const document = parseWhole(file, text, { lines, findings });
  if (document === undefined) return undefined;
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

interface YamlPlace {
  readonly lines: LineCounter;
  readonly findings: PackFindings;
}

/** The YAML library runs out of stack on thousands of nested lists. */
function parseWhole(file: string, text: string, { lines, findings }: YamlPlace): Document.Parsed | undefined {
  try {
    return parseDocument(text, { lineCounter: lines, prettyErrors: false, schema: "core", version: "1.2" });
  } catch (error) {
    const message = `cannot be read: ${(error as Error).message}`;
    findings.add({ file, code: "pack.yaml", message, remedy: "nest the lists less deeply" });
    return undefined;
  }
}

function resolveDocument(file: string, document: Document.Parsed, findings: PackFindings): unknown {
  const value = resolveAliases(file, document, findings);
  return isDeeper(value, deepest) ? refuseDepth(file, findings) : value;
}

function resolveAliases(file: string, document: Document.Parsed, findings: PackFindings): unknown {
  try {
    return document.toJS({ maxAliasCount: 0 });
  } catch (error) {
    const remedy = "write the value out instead of pointing to it with *name";
    findings.add({ file, code: "pack.yaml", message: `uses an alias: ${(error as Error).message}`, remedy });
    return undefined;
  }
}

/** Levels of nesting a file may have; a questionnaire needs about ten. */
const deepest = 60;

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  return levels === 0 || Object.values(value).some((inner) => isDeeper(inner, levels - 1));
}

function refuseDepth(file: string, findings: PackFindings): undefined {
  const message = `is nested more than ${deepest} levels deep`;
  findings.add({ file, code: "pack.too-deep", message, remedy: "nest lists and panels less deeply" });
}

/** Parses a JSON file of a pack; a syntax error names the line. */
export function readJson(file: string, text: string, findings: PackFindings): ParsedFile | undefined {
  try {
    const value: unknown = JSON.parse(text.replace(/^\uFEFF/, ""));
    return isDeeper(value, deepest) ? refuseDepth(file, findings) : { file, value, lineOf: () => null };
  } catch (error) {
    const { message } = error as Error;
    findings.add({
      file,
      line: jsonFaultLine(text, message),
      code: "pack.json",
      message: `not JSON: ${message}`,
      remedy: "mend the JSON, e.g. a missing comma or quote",
    });
    return undefined;
  }
}
