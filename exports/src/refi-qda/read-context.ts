import { createGuidRegister, type GuidRegister } from "./guid.ts";
import type { CodingVerdict, QdaFinding, QdaImportReport } from "./import-report.ts";
import type { Guid, QdaCode, QdaCoding, QdaStamp, QdaValue, QdaVariableType } from "./qda-project.ts";
import { checkValue, isSheer, readColor, readMoment } from "./read-values.ts";
import { sayKind, sayType } from "./say-finding.ts";
import { childOf, childrenOf, type XmlElement } from "./xml-tree.ts";

/** What is needed on the way through a file. */
export interface ReadContext {
  readonly guids: GuidRegister;
  /** Names of all that has one, to tell what is lost with them. */
  readonly names: Map<Guid, string>;
  tell(finding: QdaFinding): void;
  judge(verdict: CodingVerdict): void;
  /** The bytes a path means, null where the package holds none. */
  find(path: string): Uint8Array | null;
  report(): QdaImportReport;
}

/** A fresh report and register; `find` gives the bytes of the package's files. */
export function createReadContext(find: ReadContext["find"]): ReadContext {
  const findings: QdaFinding[] = [];
  const codings: CodingVerdict[] = [];
  const tellGuid = (message: string, detail: string) =>
    findings.push({ kind: "changed", code: "guid", what: "GUID", message, detail });
  return {
    guids: createGuidRegister(tellGuid),
    names: new Map(),
    tell: (finding) => findings.push(finding),
    judge: (verdict) => codings.push(verdict),
    find,
    report: () => ({ codings, findings }),
  };
}

/** Names of the kinds that have GUIDs. */
export const kinds = {
  user: "user",
  code: "code",
  variable: "variable",
  case: "case",
  source: "source",
  note: "note",
  selection: "selection",
  coding: "coding",
  link: "link",
  set: "set",
} as const;

type Kind = keyof typeof kinds;

/** The GUIDs that children named `name` refer to; one that leads nowhere is told and left out. */
export function readRefs(
  context: ReadContext,
  element: XmlElement,
  name: string,
  { kind, what, attribute = "targetGUID" }: { kind: Kind; what: string; attribute?: string },
): readonly Guid[] {
  return childrenOf(element, name).flatMap((child) => {
    const raw = child.attributes[attribute] ?? child.attributes["targetGUID"] ?? child.attributes["guid"];
    const guid = context.guids.find([kind], raw);
    if (guid === null) {
      const message = `${name} refers to the ${kind} ${raw ?? "(nothing)"}, which the file does not define`;
      const detail = `${sayKind(kind)} ${raw ?? "（未填）"}`;
      context.tell({ kind: "lost", code: "reference.dangling", what, message, detail });
      return [];
    }
    return [guid];
  });
}

/** Who made a thing and when; users that are not defined and moments that are none are told. */
export function readStamp(context: ReadContext, { attributes }: XmlElement, what: string): QdaStamp {
  const user = (name: string): Guid | undefined => {
    const raw = attributes[name] ?? attributes[`${name}GUID`];
    if (raw === undefined || raw === "") return undefined;
    const guid = context.guids.find(["user"], raw);
    const message = `${name} ${raw} is no user of the file`;
    if (guid === null) context.tell({ kind: "lost", code: "user.unknown", what, message, detail: raw });
    return guid ?? undefined;
  };
  const moment = (name: string): string | undefined => {
    const raw = attributes[name];
    if (raw === undefined || raw === "") return undefined;
    const read = readMoment(raw);
    const message = `${name} “${raw}” is no date and time`;
    if (read === undefined) context.tell({ kind: "lost", code: "time.invalid", what, message, detail: `“${raw}”` });
    return read;
  };
  const [creator, created] = [user("creatingUser"), moment("creationDateTime")];
  const [modifier, modified] = [user("modifyingUser"), moment("modifiedDateTime")];
  return {
    ...(creator && { creator }),
    ...(created && { created }),
    ...(modifier && { modifier }),
    ...(modified && { modified }),
  };
}

/** A colour in the one form kept here; what is none is told. */
export function readColorOf(context: ReadContext, element: XmlElement, what: string): Pick<QdaCode, "color"> {
  const raw = element.attributes["color"];
  if (raw === undefined || raw === "") return {};
  const color = readColor(raw);
  if (color === undefined)
    context.tell({
      kind: "lost",
      code: "color.invalid",
      what,
      message: `its colour “${raw}” is none of #RGB and #RRGGBB`,
      detail: `“${raw}”`,
    });
  if (color !== undefined && isSheer(raw)) {
    const message = `its colour “${raw}” was kept without its transparency`;
    context.tell({ kind: "changed", code: "color.sheer", what, message, detail: `“${raw}”` });
  }
  return color === undefined ? {} : { color };
}

/** The codings of a selection or a whole text; one whose code is not defined is told and left out. */
export function readCodings(context: ReadContext, element: XmlElement, what: string): readonly QdaCoding[] {
  return childrenOf(element, "Coding").flatMap((child) => {
    const ref = childOf(child, "CodeRef");
    const code = context.guids.find(["code"], ref?.attributes["targetGUID"]);
    if (code === null) {
      const message = `a coding names the code ${ref?.attributes["targetGUID"] ?? "(none)"}, which the file does not define`;
      const detail = ref?.attributes["targetGUID"] ?? "未填编码";
      context.tell({ kind: "lost", code: "coding.no-code", what, message, detail });
      return [];
    }
    const { creator, created } = readStamp(context, child, what);
    const guid = context.guids.define("coding", child.attributes["guid"]);
    const notes = readRefs(context, child, "NoteRef", { kind: "note", what });
    return [{ guid, code, ...(creator && { creator }), ...(created && { created }), notes }];
  });
}

const valueTypes: readonly QdaVariableType[] = ["Text", "Boolean", "Integer", "Float", "Date", "DateTime"];

/** Values of variables of a case or a source; one that is not of its type is kept as a text, and told. */
export function readVariableValues(context: ReadContext, element: XmlElement, what: string): readonly QdaValue[] {
  return childrenOf(element, "VariableValue").flatMap((child): readonly QdaValue[] => {
    const [variable] = readRefs(context, child, "VariableRef", { kind: "variable", what });
    if (variable === undefined) return [];
    const type = valueTypes.find((one) => childOf(child, `${one}Value`));
    if (type === undefined) return [{ variable, type: "Text", value: null }];
    const raw = childOf(child, `${type}Value`)?.text ?? "";
    const value = checkValue(type, raw);
    if (value !== undefined) return [{ variable, type, value }];
    const message = `“${raw}” is no ${type}; kept as a text`;
    context.tell({ kind: "changed", code: "value.as-text", what, message, detail: `“${raw}”不是${sayType(type)}` });
    return [{ variable, type: "Text", value: raw }];
  });
}
