import { childOf, childrenOf, readXmlTree, type XmlElement } from "../refi-qda/xml-tree.ts";
import { formatListNumber } from "./format-list-number.ts";

/** What a paragraph says of its number: ids and levels as the file writes them, null where it says nothing. */
export interface NumberedParagraph {
  readonly style: string | null;
  readonly list: string | null;
  readonly level: string | null;
}

/** Counts the paragraphs of a document in their order. */
export interface Numbering {
  /** The number before the next paragraph that has words, with what separates it; "" where it has none. */
  label(paragraph: NumberedParagraph): string;
}

/** The numbering of a document that has none. */
export const noNumbering: Numbering = { label: () => "" };

interface Level {
  readonly start: number;
  readonly format: string;
  /** `%1` stands for the number of the first level. */
  readonly text: string;
  /** Level whose next number begins this one anew; null: every higher one does. */
  readonly restart: number | null;
  readonly legal: boolean;
}

interface List {
  /** Lists of one kind count on from each other. */
  readonly kind: string;
  readonly levels: ReadonlyMap<number, Level>;
  /** Levels this list begins anew when it is first used. */
  readonly starts: ReadonlyMap<number, number>;
  /** Levels that name a style, by it. */
  readonly styled: ReadonlyMap<string, string>;
}

const value = (element: XmlElement | undefined): string | null => element?.attributes["val"] ?? null;
const numberOf = (text: string | null, otherwise: number): number => {
  const number = Number(text ?? Number.NaN);
  return Number.isInteger(number) ? number : otherwise;
};

/** The numbers that the list settings of a .docx (`word/numbering.xml`, `word/styles.xml`) give its paragraphs. */
export function createNumbering(numberingXml: string, stylesXml: string): Numbering {
  const styles = readStyles(stylesXml);
  const lists = readLists(readXmlTree(numberingXml), styles);
  const counts = new Map<string, Map<number, number>>();
  const begun = new Set<string>();

  function count(id: string, list: List, level: number): readonly number[] {
    const numbers = counts.get(list.kind) ?? new Map<number, number>();
    counts.set(list.kind, numbers);
    if (!begun.has(id)) for (const [at, start] of list.starts) numbers.set(at, start - 1);
    begun.add(id);
    numbers.set(level, (numbers.get(level) ?? startOf(list, level) - 1) + 1);
    for (const at of [...numbers.keys()])
      if (at > level && level < (list.levels.get(at)?.restart ?? at)) numbers.delete(at);
    return Array.from({ length: level + 1 }, (_, at) => numbers.get(at) ?? startOf(list, at));
  }

  return {
    label(paragraph) {
      const style = resolveStyle(styles, paragraph.style);
      const id = paragraph.list ?? style.list;
      const list = id === null ? undefined : lists.get(id);
      if (id === null || list === undefined) return "";
      const level = numberOf(paragraph.level ?? levelOfStyle(list, style) ?? style.level, 0);
      const { format, legal, text } = list.levels.get(level) ?? { format: "none", legal: false, text: "" };
      const numbers = count(id, list, level);
      if (format === "bullet") return "";
      const written = text.replaceAll(/%([1-9])/gu, (_, digit: string) => {
        const at = Number(digit) - 1;
        return formatListNumber(numbers[at] ?? 0, legal ? "decimal" : (list.levels.get(at)?.format ?? "decimal"));
      });
      // marks such as 、 and ） close a number themselves
      return written === "" || /[\s、，。．）)\]】：:]$/u.test(written) ? written : `${written}　`;
    },
  };
}

const startOf = (list: List, level: number): number => list.levels.get(level)?.start ?? 1;

interface Style extends NumberedParagraph {
  readonly ids: readonly string[];
}

interface RawStyle {
  readonly base: string | null;
  readonly list: string | null;
  readonly level: string | null;
}

function readStyles(xml: string): ReadonlyMap<string, RawStyle> {
  const root = xml === "" ? undefined : readXmlTree(xml);
  return new Map(
    childrenOf(root, "style").map((style) => {
      const own = childOf(childOf(style, "pPr"), "numPr");
      const settings = { list: value(childOf(own, "numId")), level: value(childOf(own, "ilvl")) };
      return [style.attributes["styleId"] ?? "", { base: value(childOf(style, "basedOn")), ...settings }];
    }),
  );
}

/** What a style says of numbers, or the first of those it is based on that does. */
function resolveStyle(styles: ReadonlyMap<string, RawStyle>, id: string | null): Style {
  const ids: string[] = [];
  let list: string | null = null;
  let level: string | null = null;
  for (let at = id; at !== null && !ids.includes(at); at = styles.get(at)?.base ?? null) {
    ids.push(at);
    list ??= styles.get(at)?.list ?? null;
    level ??= styles.get(at)?.level ?? null;
  }
  return { style: id, ids, list, level };
}

/** The level of a list that names the style. */
function levelOfStyle({ styled }: List, { ids }: Style): string | null {
  return ids.map((id) => styled.get(id)).find((level) => level !== undefined) ?? null;
}

function readLists(root: XmlElement, styles: ReadonlyMap<string, RawStyle>): ReadonlyMap<string, List> {
  const kinds = new Map(childrenOf(root, "abstractNum").map((kind) => [kind.attributes["abstractNumId"] ?? "", kind]));
  const nums = childrenOf(root, "num");
  const kindOf = (num: XmlElement | undefined): XmlElement | undefined =>
    kinds.get(value(childOf(num, "abstractNumId")) ?? "");
  return new Map(
    nums.flatMap((num): (readonly [string, List])[] => {
      const given = kindOf(num);
      // a list may take its levels from the list of a style
      const link = value(childOf(given, "numStyleLink"));
      const linked =
        link === null ? undefined : nums.find(({ attributes }) => attributes["numId"] === styles.get(link)?.list);
      const kind = kindOf(linked) ?? given;
      return kind === undefined ? [] : [[num.attributes["numId"] ?? "", readList(num, kind)]];
    }),
  );
}

function readList(num: XmlElement, kind: XmlElement): List {
  const overrides = childrenOf(num, "lvlOverride");
  const own = overrides.flatMap((override) => childrenOf(override, "lvl"));
  const raw = [...childrenOf(kind, "lvl"), ...own];
  const placeOf = (level: XmlElement): number => numberOf(level.attributes["ilvl"] ?? null, 0);
  const starts = overrides.flatMap((override): (readonly [number, number])[] => {
    const start = value(childOf(override, "startOverride"));
    return start === null ? [] : [[placeOf(override), numberOf(start, 1)]];
  });
  const styled = raw.flatMap((level): (readonly [string, string])[] => {
    const style = value(childOf(level, "pStyle"));
    return style === null ? [] : [[style, String(placeOf(level))]];
  });
  return {
    kind: kind.attributes["abstractNumId"] ?? "",
    levels: new Map(raw.map((level) => [placeOf(level), readLevel(level)])),
    starts: new Map(starts),
    styled: new Map(styled),
  };
}

function readLevel(level: XmlElement): Level {
  const restart = value(childOf(level, "lvlRestart"));
  const legal = childOf(level, "isLgl");
  return {
    start: numberOf(value(childOf(level, "start")), 1),
    format:
      value(childOf(level, "numFmt") ?? childOf(childOf(childOf(level, "AlternateContent"), "Fallback"), "numFmt")) ??
      "decimal",
    text: value(childOf(level, "lvlText")) ?? "",
    restart: restart === null ? null : numberOf(restart, 0),
    legal: legal !== undefined && !/^(?:0|false|off)$/u.test(value(legal) ?? ""),
  };
}
