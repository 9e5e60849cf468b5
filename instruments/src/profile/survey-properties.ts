import type { PropertyTable } from "./property-rule.ts";

/** Properties of the survey itself. Nothing here fetches, sends, stores or leaves the page. */
export const surveyProperties: PropertyTable = {
  title: "text",
  description: "text",
  locale: ["zh-cn", "en", "default", ""],
  pages: "nodes",
  elements: "nodes",
  calculatedValues: "nodes",
  completedHtml: "html",
  clearInvisibleValues: ["onHidden"],
  checkErrorsMode: ["onNextPage", "onValueChanged", "onComplete"],
  autoFocusFirstQuestion: "flag",
  autoFocusFirstError: "flag",
  autoGrowComment: "flag",
  startSurveyText: "text",
  pagePrevText: "text",
  pageNextText: "text",
  completeText: "text",
  previewText: "text",
  editText: "text",
  requiredMark: "text",
  questionTitleLocation: ["top", "bottom", "left"],
  questionDescriptionLocation: ["underTitle", "underInput"],
  questionErrorLocation: ["top", "bottom"],
  questionsOnPageMode: ["standard", "singlePage", "questionPerPage", "inputPerPage"],
  questionStartIndex: "text",
  showPageTitles: "flag",
  showPageNumbers: "flag",
  showPrevButton: "flag",
  showQuestionNumbers: ["on", "onPage", "onpage", "off", "recursive", true, false],
  showProgressBar: ["off", "top", "bottom", "both", "auto", "belowheader", "aboveheader", "topbottom", true, false],
  progressBarLocation: ["auto", "aboveheader", "belowheader", "top", "bottom", "topbottom"],
  progressBarType: ["pages", "questions", "requiredQuestions", "buttons"],
  showTOC: "flag",
  tocLocation: ["left", "right"],
  widthMode: ["auto", "static", "responsive"],
  width: "size",
  logo: "imageLink",
  logoFit: ["none", "contain", "cover", "fill"],
  logoHeight: "size",
  logoWidth: "size",
  logoPosition: ["none", "left", "right", "top", "bottom"],
  showPreviewBeforeComplete: ["noPreview", "showAllQuestions", "showAnsweredQuestions", true, false],
};

/** Properties of one entry of `calculatedValues`. */
export const calculatedProperties: PropertyTable = {
  name: "name",
  expression: "expression",
  includeIntoResult: "flag",
};

/** Properties of one choice, row, column or rate written as an object. */
export const choiceItemProperties: PropertyTable = {
  value: "scalar",
  text: "text",
  visibleIf: "expression",
  enableIf: "expression",
};

const message: PropertyTable = { type: "name", text: "text" };

/** Validators of the profile by type, each with its properties. */
export const validatorTypes: ReadonlyMap<string, PropertyTable> = new Map<string, PropertyTable>([
  ["numeric", { ...message, minValue: "number", maxValue: "number" }],
  ["text", { ...message, minLength: "whole", maxLength: "whole", allowDigits: "flag" }],
  ["answercount", { ...message, minCount: "whole", maxCount: "whole" }],
  ["regex", { ...message, regex: "name", caseInsensitive: "flag" }],
  ["email", message],
  ["expression", { ...message, expression: "expression" }],
]);

/** Why well-known properties and types are refused, and what to do instead. Others are refused as unknown. */
export const refusals: Readonly<Record<string, { readonly why: string; readonly remedy: string }>> = {
  choicesByUrl: {
    why: "choices fetched from an address change after publishing and make the page call a foreign server",
    remedy: "write the choices into the questionnaire",
  },
  choicesFromQuestion: {
    why: "carried-forward choices give one code different meanings",
    remedy: "repeat the choices and show them with choicesVisibleIf",
  },
  triggers: { why: "triggers change answers unseen", remedy: "use visibleIf or a calculated value" },
  defaultValue: { why: "a preset answer biases the respondent", remedy: "leave the question empty" },
  defaultValueExpression: { why: "a preset answer biases the respondent", remedy: "use an expression question" },
  setValueIf: { why: "it changes answers unseen", remedy: "use a calculated value" },
  setValueExpression: { why: "it changes answers unseen", remedy: "use a calculated value" },
  resetValueIf: { why: "it changes answers unseen", remedy: "use visibleIf: hidden answers are cleared" },
  valueName: { why: "two questions would write one variable", remedy: "give each question its own name" },
  correctAnswer: { why: "a questionnaire is no quiz", remedy: "declare attentionChecks in the questionnaire file" },
  navigateToUrl: { why: "the page must not leave for a foreign address", remedy: "put the address into completedHtml" },
  navigateToUrlOnCondition: {
    why: "the page must not leave for a foreign address",
    remedy: "put the address into completedHtml",
  },
  visible: { why: "a question that never shows cannot be answered", remedy: "remove it, or use visibleIf" },
  readOnly: { why: "a question that cannot be edited cannot be answered", remedy: "use an html element or enableIf" },
  storeOthersAsComment: { why: "other texts are always kept apart from codes", remedy: "remove the property" },
  minValueExpression: { why: "limits that move are not compiled", remedy: "use an expression validator" },
  maxValueExpression: { why: "limits that move are not compiled", remedy: "use an expression validator" },
  maskType: { why: "a mask changes what was typed", remedy: "use inputType or a regex validator" },
  maskSettings: { why: "a mask changes what was typed", remedy: "use inputType or a regex validator" },
  cookieName: { why: "the page keeps drafts itself", remedy: "remove the property" },
  file: { why: "uploads do not belong into answers", remedy: "collect materials in a session" },
  signaturepad: { why: "a signature is personal data", remedy: "record the consent in a session" },
  imagepicker: { why: "pictures as choices cannot be read aloud", remedy: "use radiogroup or checkbox with texts" },
  imagemap: { why: "it cannot be answered without a mouse", remedy: "use radiogroup or checkbox" },
  slider: { why: "a start position biases the respondent", remedy: "use rating" },
  buttongroup: { why: "it is a radiogroup in other dress", remedy: "use radiogroup or rating" },
};
