import type { FindingList } from "../profile/finding.ts";
import type { Table, TableRow } from "./read-table.ts";

/** A row of the survey sheet with what stands between its begin and its end. */
export interface SurveyNode {
  readonly row: TableRow;
  readonly kind: "group" | "repeat" | "question";
  /** Type in lower case without its list, e.g. `select_one`. */
  readonly type: string;
  /** List of choices; "" without. */
  readonly list: string;
  readonly orOther: boolean;
  readonly name: string;
  readonly children: SurveyNode[];
}

const olderTypes: ReadonlyMap<string, string> = new Map(
  Object.entries({
    string: "text",
    int: "integer",
    datetime: "datetime",
    "select one": "select_one",
    "select multiple": "select_multiple",
    "select all that apply": "select_multiple",
    select1: "select_one",
    select: "select_multiple",
    "begin group": "begin_group",
    "end group": "end_group",
    "begin repeat": "begin_repeat",
    "end repeat": "end_repeat",
    "begin loop": "begin_repeat",
    "end loop": "end_repeat",
  }),
);

const listed =
  /^(select[ _]one|select[ _]multiple|select all that apply|select1|select|rank)(?:\s+from)?\s+(\S+)\s*(or[ _]other)?$/iu;

function readType(written: string): Pick<SurveyNode, "type" | "list" | "orOther"> {
  const text = written.trim().replace(/\s+/gu, " ");
  const match = listed.exec(text);
  const type = (match?.[1] ?? text).toLowerCase();
  return { type: olderTypes.get(type) ?? type, list: match?.[2] ?? "", orOther: match?.[3] !== undefined };
}

interface Open {
  readonly end: string;
  readonly children: SurveyNode[];
  readonly row: TableRow | undefined;
}

/** The rows of the survey sheet as a tree; a begin without its end, and the reverse, is reported. */
export function readTree({ rows }: Table, list: FindingList): readonly SurveyNode[] {
  const top: SurveyNode[] = [];
  const open: Open[] = [{ end: "", children: top, row: undefined }];
  for (const row of rows) {
    const written = row.cell("type");
    if (written === "" || /^(?:yes|true)$/iu.test(row.cell("disabled"))) continue;
    const { type, ...more } = readType(written);
    const inner = open.at(-1);
    if (type.startsWith("end_")) {
      if (inner?.end === type && open.length > 1) open.pop();
      else list.error("xlsform.nesting", row.place("type"), `${type} closes nothing`, "give each begin its own end");
      continue;
    }
    const kind = type === "begin_group" ? "group" : type === "begin_repeat" ? "repeat" : "question";
    const node: SurveyNode = { row, kind, type, ...more, name: row.cell("name"), children: [] };
    inner?.children.push(node);
    if (kind !== "question") open.push({ end: type.replace("begin", "end"), children: node.children, row });
  }
  for (const { row, end } of open.slice(1))
    list.error("xlsform.nesting", row?.place("type") ?? "survey", `the end is missing: ${end}`, `add a row ${end}`);
  return top;
}
