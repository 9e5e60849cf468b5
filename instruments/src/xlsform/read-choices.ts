import type { Json } from "../model/questionnaire.ts";
import { type CellReader, defined, type Properties } from "./cell-reader.ts";
import type { ChoiceList, ListedChoice } from "./read-choice-lists.ts";
import type { SurveyNode } from "./survey-tree.ts";

/** Reads questions with choices, and the choices themselves. */
export class ChoiceReader {
  private readonly cells: CellReader;

  constructor(cells: CellReader) {
    this.cells = cells;
  }

  /** A choice with its own condition from the choice filter. */
  private item(node: SurveyNode, choice: ListedChoice, place: string | undefined): Json {
    const filter = node.row.cell("choice_filter");
    const scope = { columns: choice.columns, ...(place === undefined ? {} : { place }) };
    const visibleIf = filter === "" ? undefined : this.cells.convert(filter, node, "choice_filter", scope);
    const item = defined({ value: choice.value, text: choice.text, visibleIf });
    return { ...choice.kept, ...item };
  }

  items(node: SurveyNode, place: string | undefined): readonly Json[] {
    return (this.cells.context.lists.get(node.list)?.choices ?? []).map((choice) => this.item(node, choice, place));
  }

  choices(node: SurveyNode, place: string | undefined): Properties {
    const list = this.cells.context.lists.get(node.list);
    if (list === undefined) {
      this.cells.context.findings.error(
        "xlsform.no-list",
        node.row.place("type"),
        `${node.name}: the sheet choices has no list ${node.list || "(none named)"}`,
        "write the choices, or correct the name of the list",
      );
    }
    const special = node.type === "rank" ? {} : this.special(node, list);
    const random = /randomize\s*=\s*true/iu.test(node.row.cell("parameters"));
    return { choices: this.items(node, place), ...special, ...(random ? { choicesOrder: "random" } : {}) };
  }

  private special(node: SurveyNode, list: ChoiceList | undefined): Properties {
    return defined({
      showOtherItem: node.orOther || list?.other !== undefined || undefined,
      otherText: list?.other?.text,
      showNoneItem: list?.none !== undefined || undefined,
      noneText: list?.none?.text,
    });
  }

  select(node: SurveyNode, place: string | undefined): Properties {
    const appearance = node.row.cell("appearance");
    const many = node.type === "select_multiple";
    const minimal = /\b(?:minimal|autocomplete|search)\b/u.test(appearance);
    const choices = this.choices(node, place);
    const listed = choices["choices"] as readonly { readonly value: Json }[];
    if (!many && /\blikert\b/u.test(appearance) && listed.every(({ value }) => typeof value === "number")) {
      const { choices: rateValues = [], ...rest } = choices;
      return { type: "rating", rateValues, ...rest };
    }
    const type = many ? (minimal ? "tagbox" : "checkbox") : minimal ? "dropdown" : "radiogroup";
    return { type, ...choices };
  }
}
