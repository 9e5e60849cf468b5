import type { TextTools } from "../registry/analysis.ts";
import { createJiebaSegmenter } from "./jieba-segmenter.node.ts";
import { naturalKeywordScorer } from "./keywords.node.ts";

/** The tools of Node: jieba cuts, natural weighs. Make them once; jieba loads its dictionary each time. */
export function createNodeTextTools(): TextTools {
  return { segmenter: createJiebaSegmenter(), scorer: naturalKeywordScorer };
}
