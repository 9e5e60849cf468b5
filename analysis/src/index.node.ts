export { createJiebaSegmenter } from "./text/jieba-segmenter.node.ts";
export { naturalKeywordScorer } from "./text/keywords.node.ts";
