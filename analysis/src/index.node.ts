export { createJiebaSegmenter } from "./text/jieba-segmenter.node.ts";
export { naturalKeywordScorer } from "./text/keywords.node.ts";
export { createNodeTextTools } from "./text/text-tools.node.ts";
