import type { LocalizedText, Variable } from "@diaoyan/instruments";
import type { ColumnFacts } from "../data/column-facts.ts";
import { nameColumns } from "../data/column-names.ts";
import type { DataPieces, DataTable } from "../data/data-table.ts";
import { listResponseSets } from "../data/response-sets.ts";
import { escapeText } from "./escape-text.ts";

const natures = { nominal: "nominal", ordinal: "ordinal", scale: "interval" } as const;

/** Ids are names of XML without colon; a variable keeps its id when others join or leave. */
const idRules = {
  longest: 200,
  measure: (text: string) => text.length,
  illegal: /[^\p{L}\p{N}_.-]/gu,
  illegalStart: /^[^\p{L}_]/u,
  isReserved: () => false,
  ignoreCase: false,
};

/**
 * The description of the data as DDI Codebook 2.5: questions, categories, missing codes, measures, multiple-response sets
 * and counts of the cases; no answer stands in it. Elements follow the order of the schema (`ddi:codebook:2_5`).
 */
export async function* writeDdi(table: DataTable): DataPieces {
  const { source, facts, title, at } = table;
  const ids = nameColumns(
    source.variables.map(({ name }) => `V_${name}`),
    idRules,
  );
  const parts = [
    '<?xml version="1.0" encoding="UTF-8"?>\n<codeBook xmlns="ddi:codebook:2_5" version="2.5" xml:lang="zh">\n',
    `<docDscr><citation><titlStmt>${element("titl", title)}</titlStmt><prodStmt><prodDate date="${at.slice(0, 10)}">${at.slice(0, 10)}</prodDate><software>Diaoyan</software></prodStmt></citation></docDscr>\n`,
    `<stdyDscr><citation><titlStmt>${element("titl", title)}</titlStmt></citation></stdyDscr>\n`,
    `<fileDscr ID="F1"><fileTxt>${element("fileName", title)}<dimensns><caseQnty>${source.rowCount}</caseQnty><varQnty>${source.variables.length}</varQnty></dimensns></fileTxt></fileDscr>\n`,
    "<dataDscr>\n",
    ...listResponseSets(table).map(({ name, label, members }, index) => {
      const list = members.map((member) => ids[member]).join(" ");
      return `<varGrp ID="G${index + 1}" type="multipleResp" name="${escapeText(name)}" var="${list}">${element("labl", label)}</varGrp>\n`;
    }),
    ...source.variables.map((variable, index) =>
      describeVariable(variable, { id: ids[index] ?? "", rowCount: source.rowCount, fact: facts[index] }),
    ),
    "</dataDscr>\n</codeBook>\n",
  ];
  yield new TextEncoder().encode(parts.join(""));
  return source.rowCount;
}

function element(name: string, text: string, attributes = ""): string {
  return `<${name}${attributes}>${escapeText(text)}</${name}>`;
}

/** A text in each of its languages. */
function inLanguages(name: string, { zh, en }: LocalizedText): string {
  return `${element(name, zh, ' xml:lang="zh"')}${en ? element(name, en, ' xml:lang="en"') : ""}`;
}

function describeVariable(
  variable: Variable,
  about: { readonly id: string; readonly rowCount: number; readonly fact: Readonly<ColumnFacts> | undefined },
): string {
  const { name, type, measure, label, questionLabel, missing = [], scale, valueLabels = [] } = variable;
  const { filled = 0, declared = 0 } = about.fact ?? {};
  const interval = type === "numeric" && measure === "scale" ? "contin" : "discrete";
  const codes = new Set(missing.map(String));
  const categories = [
    ...valueLabels,
    ...[...codes]
      .filter((code) => !valueLabels.some(({ value }) => value === code))
      .map((value) => ({ value, label: null })),
  ].map(
    ({ value, label: text }) =>
      `<catgry${codes.has(value) ? ' missing="Y"' : ""}>${element("catValu", value)}${text ? inLanguages("labl", text) : ""}</catgry>`,
  );
  return [
    `<var ID="${about.id}" name="${escapeText(name)}" files="F1" intrvl="${interval}" nature="${natures[measure]}">`,
    inLanguages("labl", label),
    `<qstn>${inLanguages("qstnLit", questionLabel ?? label)}</qstn>`,
    scale ? `<valrng><range min="${scale.min}" max="${scale.max}"/></valrng>` : "",
    missing.length > 0 ? `<invalrng>${missing.map((code) => `<item VALUE="${code}"/>`).join("")}</invalrng>` : "",
    `<sumStat type="vald">${filled - declared}</sumStat><sumStat type="invd">${about.rowCount - filled + declared}</sumStat>`,
    ...categories,
    formatOf(type),
    "</var>\n",
  ].join("");
}

function formatOf(type: Variable["type"]): string {
  if (type === "numeric") return '<varFormat type="numeric"/>';
  if (type === "string") return '<varFormat type="character"/>';
  const category = type === "date" ? "date" : "time";
  return `<varFormat type="character" category="${category}" schema="ISO" formatname="${type === "date" ? "YYYY-MM-DD" : "YYYY-MM-DDThh:mm:ss"}"/>`;
}
