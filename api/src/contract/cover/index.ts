export { type CoverTexts, coverEn, coverZh } from "./cover-texts.ts";
export { type CoverFacts, describeBar, describeCover, describeWindow, noticeFor } from "./describe-cover.ts";
export { node, type ViewElement, type ViewNode } from "./view-node.ts";
