import type { Json } from "../model/questionnaire.ts";
import { type ChoiceRow, formLanguages, ownColumn } from "./columns.ts";

/** A choice as it stands in a questionnaire: a bare value, or an object with value and text. */
export type ChoiceItem = Json;

/** Texts under the columns of their languages; `pipe` turns piped names into those of the spreadsheet. */
export function textCells(
  column: string,
  text: Json | undefined,
  pipe: (text: string) => string,
): Record<string, string> {
  if (text === undefined || text === null) return {};
  if (typeof text !== "object") return { [`${column}::${formLanguages.zh}`]: pipe(String(text)) };
  const texts = text as Readonly<Record<string, Json>>;
  const zh = texts["zh-cn"] ?? texts["default"];
  return {
    ...(zh === undefined ? {} : { [`${column}::${formLanguages.zh}`]: pipe(String(zh)) }),
    ...(texts["en"] === undefined ? {} : { [`${column}::${formLanguages.en}`]: pipe(String(texts["en"])) }),
  };
}

function choiceRow(list: string, item: ChoiceItem): ChoiceRow {
  const { value, text, ...rest } =
    item !== null && typeof item === "object"
      ? (item as Readonly<Record<string, Json>>)
      : { value: item, text: String(item) };
  return {
    list_name: list,
    name: String(value),
    ...textCells("label", text ?? String(value), (label) => label),
    ...(Object.keys(rest).length > 0 ? { [ownColumn]: JSON.stringify(rest) } : {}),
  };
}

/** The choices sheet: equal lists stand there once. */
export class ChoiceLists {
  readonly rows: ChoiceRow[] = [];
  private readonly names = new Map<string, string>();

  /** Name of the list with these choices, called after the question that needs it first. */
  add(question: string, items: readonly ChoiceItem[]): string {
    const key = JSON.stringify(items);
    const known = this.names.get(key);
    if (known !== undefined) return known;
    const name = `${question}_list`;
    this.names.set(key, name);
    this.rows.push(...items.map((item) => choiceRow(name, item)));
    return name;
  }
}
