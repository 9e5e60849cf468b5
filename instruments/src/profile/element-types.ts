import { choiceProperties, elementProperties, type PropertyTable, questionProperties } from "./property-rule.ts";

/** `input` takes an answer, `computed` shows one, `static` only shows, `container` holds elements. */
export interface ElementType {
  readonly role: "input" | "computed" | "static" | "container";
  readonly properties: PropertyTable;
  /** Property that holds child nodes, and what stands there. */
  readonly children?: { readonly property: string; readonly of: "elements" | "columns" | "items" };
}

const severalProperties: PropertyTable = {
  maxSelectedChoices: "whole",
  minSelectedChoices: "whole",
};

/** Input types of a text question whose answers the compiler can check. */
const inputTypes = [
  "text",
  "number",
  "range",
  "date",
  "datetime-local",
  "month",
  "time",
  "email",
  "url",
  "tel",
] as const;

const inputProperties: PropertyTable = {
  inputType: inputTypes,
  min: "limit",
  max: "limit",
  minErrorText: "text",
  maxErrorText: "text",
  step: "number",
  maxLength: "whole",
  placeholder: "text",
};

const matrixProperties: PropertyTable = {
  columnMinWidth: "size",
  rowTitleWidth: "size",
  showHeader: "flag",
  alternateRows: "flag",
  verticalAlign: ["top", "middle"],
  displayMode: ["auto", "table", "list"],
};

const cellTypes = ["default", "dropdown", "checkbox", "radiogroup", "tagbox", "text", "comment", "boolean", "rating"];

const tableProperties: PropertyTable = {
  ...questionProperties,
  ...matrixProperties,
  columns: "nodes",
  choices: "choices",
  cellType: cellTypes,
  columnColCount: "whole",
  columnLayout: ["horizontal", "vertical"],
  horizontalScroll: "flag",
  placeholder: "text",
  keyDuplicationError: "text",
};

const listTexts: PropertyTable = { confirmDelete: "flag", confirmDeleteText: "text", keyName: "name" };

const input = (properties: PropertyTable): ElementType => ({
  role: "input",
  properties: { ...questionProperties, ...properties },
});

/** Element types of the profile (rule PR1). What is not here is refused. */
export const elementTypes: ReadonlyMap<string, ElementType> = new Map<string, ElementType>([
  ["radiogroup", input({ ...choiceProperties, allowClear: "flag" })],
  ["checkbox", input({ ...choiceProperties, ...severalProperties })],
  [
    "dropdown",
    input({
      ...choiceProperties,
      placeholder: "text",
      allowClear: "flag",
      searchEnabled: "flag",
      choicesMin: "whole",
      choicesMax: "whole",
      choicesStep: "whole",
    }),
  ],
  [
    "tagbox",
    input({
      ...choiceProperties,
      ...severalProperties,
      placeholder: "text",
      allowClear: "flag",
      searchEnabled: "flag",
      hideSelectedItems: "flag",
      closeOnSelect: "flag",
    }),
  ],
  [
    "ranking",
    input({
      ...choiceProperties,
      ...severalProperties,
      showOtherItem: [false],
      showNoneItem: [false],
      selectToRankEnabled: "flag",
      selectToRankAreasLayout: ["horizontal", "vertical"],
      selectToRankEmptyRankedAreaText: "text",
      selectToRankEmptyUnrankedAreaText: "text",
    }),
  ],
  [
    "rating",
    input({
      rateType: ["labels", "stars", "smileys"],
      rateCount: "whole",
      rateValues: "rates",
      rateMin: "number",
      rateMax: "number",
      rateStep: "number",
      autoGenerate: "flag",
      minRateDescription: "text",
      maxRateDescription: "text",
      displayRateDescriptionsAsExtremeItems: "flag",
      displayMode: ["auto", "buttons", "dropdown"],
    }),
  ],
  [
    "boolean",
    input({
      label: "text",
      labelTrue: "text",
      labelFalse: "text",
      valueTrue: "scalar",
      valueFalse: "scalar",
      swapOrder: "flag",
      displayMode: ["default", "checkbox", "radio", "switch"],
      renderAs: ["default", "checkbox", "radio"],
    }),
  ],
  [
    "text",
    input({
      ...inputProperties,
      autocomplete: ["off", "on"],
      dataList: "texts",
      textUpdateMode: ["default", "onBlur", "onTyping"],
    }),
  ],
  [
    "comment",
    input({
      maxLength: "whole",
      rows: "whole",
      autoGrow: "flag",
      allowResize: "flag",
      placeholder: "text",
      textUpdateMode: ["default", "onBlur", "onTyping"],
    }),
  ],
  [
    "matrix",
    input({
      ...matrixProperties,
      rows: "choices",
      columns: "choices",
      rowsVisibleIf: "expression",
      rowOrder: ["initial", "random"],
      eachRowRequired: "flag",
      eachRowUnique: "flag",
    }),
  ],
  [
    "multipletext",
    {
      role: "input",
      properties: {
        ...questionProperties,
        items: "nodes",
        colCount: "whole",
        inputSize: "whole",
        itemTitleWidth: "size",
      },
      children: { property: "items", of: "items" },
    },
  ],
  [
    "matrixdropdown",
    {
      role: "input",
      properties: { ...tableProperties, rows: "choices", rowsVisibleIf: "expression" },
      children: { property: "columns", of: "columns" },
    },
  ],
  [
    "matrixdynamic",
    {
      role: "input",
      properties: {
        ...tableProperties,
        ...listTexts,
        rowCount: "whole",
        minRowCount: "whole",
        maxRowCount: "whole",
        addRowText: "text",
        removeRowText: "text",
        noRowsText: "text",
      },
      children: { property: "columns", of: "columns" },
    },
  ],
  [
    "paneldynamic",
    {
      role: "input",
      properties: {
        ...questionProperties,
        ...listTexts,
        templateElements: "nodes",
        templateTitle: "text",
        templateDescription: "text",
        noEntriesText: "text",
        panelCount: "whole",
        minPanelCount: "whole",
        maxPanelCount: "whole",
        addPanelText: "text",
        removePanelText: "text",
        prevPanelText: "text",
        nextPanelText: "text",
        keyDuplicationError: "text",
        displayMode: ["list", "carousel", "tab"],
        newPanelPosition: ["next", "last"],
        templateQuestionTitleLocation: ["default", "top", "bottom", "left"],
      },
      children: { property: "templateElements", of: "elements" },
    },
  ],
  [
    "expression",
    {
      role: "computed",
      properties: {
        ...elementProperties,
        isRequired: [false],
        titleLocation: ["default", "top", "bottom", "left", "hidden"],
        expression: "expression",
        displayStyle: ["none", "decimal", "percent"],
        maximumFractionDigits: "whole",
        minimumFractionDigits: "whole",
        useGrouping: "flag",
      },
    },
  ],
  ["html", { role: "static", properties: { ...elementProperties, isRequired: [false], html: "html" } }],
  [
    "image",
    {
      role: "static",
      properties: {
        ...elementProperties,
        isRequired: [false],
        imageLink: "imageLink",
        altText: "text",
        contentMode: ["auto", "image"],
        imageFit: ["none", "contain", "cover", "fill"],
        imageHeight: "size",
        imageWidth: "size",
      },
    },
  ],
  [
    "panel",
    {
      role: "container",
      properties: {
        ...elementProperties,
        isRequired: [false],
        elements: "nodes",
        questionTitleLocation: ["default", "top", "bottom", "left"],
        questionOrder: ["default", "initial"],
      },
      children: { property: "elements", of: "elements" },
    },
  ],
]);

/** Properties of a page. */
export const pageProperties: PropertyTable = {
  name: "name",
  title: "text",
  description: "text",
  elements: "nodes",
  visibleIf: "expression",
  enableIf: "expression",
  navigationTitle: "text",
  navigationDescription: "text",
  questionTitleLocation: ["default", "top", "bottom", "left"],
};

/** Properties of a column of matrixdropdown and matrixdynamic besides those of its cell type. */
export const columnProperties: PropertyTable = {
  name: "name",
  title: "text",
  cellType: cellTypes,
  isRequired: "flag",
  requiredErrorText: "text",
  visibleIf: "expression",
  enableIf: "expression",
  requiredIf: "expression",
  validators: "validators",
  minWidth: "size",
  maxWidth: "size",
  width: "size",
};

/** Properties of an item of multipletext. */
export const itemProperties: PropertyTable = {
  ...inputProperties,
  name: "name",
  title: "text",
  isRequired: "flag",
  requiredErrorText: "text",
  validators: "validators",
  inputSize: "whole",
};
