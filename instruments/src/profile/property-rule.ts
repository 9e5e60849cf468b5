/**
 * What a property of the profile may hold: a localised text, a flag, numbers, a list of choices, an expression and so on.
 * The lint turns each kind into one check; a list of words allows exactly these.
 */
export type PropertyRule =
  | "text"
  | "flag"
  | "whole"
  | "number"
  | "limit"
  | "scalar"
  | "size"
  | "name"
  | "expression"
  | "choices"
  | "rates"
  | "texts"
  | "validators"
  | "html"
  | "imageLink"
  | "nodes"
  | readonly (string | number | boolean)[];

/** The properties a kind of node may have, each with its rule. */
export type PropertyTable = Readonly<Record<string, PropertyRule>>;

/** Older names of SurveyJS properties → the name used since. Both are accepted, never both at once. */
export const propertyAliases: Readonly<Record<string, string>> = {
  hasOther: "showOtherItem",
  hasNone: "showNoneItem",
  otherPlaceHolder: "otherPlaceholder",
  placeHolder: "placeholder",
  optionsCaption: "placeholder",
  isAllRowRequired: "eachRowRequired",
  rowsOrder: "rowOrder",
  columnsLocation: "columnLayout",
  rateDisplayMode: "rateType",
  mininumRateDescription: "minRateDescription",
  maximumRateDescription: "maxRateDescription",
  autoComplete: "autocomplete",
  panelAddText: "addPanelText",
  panelRemoveText: "removePanelText",
  panelPrevText: "prevPanelText",
  panelNextText: "nextPanelText",
  itemSize: "inputSize",
  requiredText: "requiredMark",
  hasComment: "showCommentArea",
  showClearButton: "allowClear",
  emptyRowsText: "noRowsText",
};

/** Texts and placement that every element on a page may have. */
export const elementProperties: PropertyTable = {
  type: "name",
  name: "name",
  title: "text",
  description: "text",
  visibleIf: "expression",
  enableIf: "expression",
  requiredIf: "expression",
  isRequired: "flag",
  requiredErrorText: "text",
  startWithNewLine: "flag",
  width: "size",
  minWidth: "size",
  maxWidth: "size",
  colSpan: "whole",
  indent: "whole",
  showNumber: "flag",
  hideNumber: "flag",
  state: ["default", "expanded"],
};

/** What every question that takes an answer may have besides. */
export const questionProperties: PropertyTable = {
  ...elementProperties,
  titleLocation: ["default", "top", "bottom", "left", "hidden"],
  descriptionLocation: ["default", "underTitle", "underInput"],
  errorLocation: ["default", "top", "bottom"],
  showCommentArea: "flag",
  commentText: "text",
  commentPlaceholder: "text",
  validators: "validators",
};

/** What questions with a list of choices share. */
export const choiceProperties: PropertyTable = {
  choices: "choices",
  choicesOrder: ["none", "asc", "desc", "random"],
  choicesVisibleIf: "expression",
  choicesEnableIf: "expression",
  showOtherItem: "flag",
  otherText: "text",
  otherPlaceholder: "text",
  otherErrorText: "text",
  showNoneItem: "flag",
  noneText: "text",
  separateSpecialChoices: "flag",
  colCount: "whole",
};
