import type { TextTools } from "../registry/analysis.ts";
import { intlSegmenter } from "./intl-segmenter.ts";
import { plainKeywordScorer } from "./keyword-scorer.ts";

/** The tools of every runtime; Node has better ones. */
export const neutralTextTools: TextTools = { segmenter: intlSegmenter, scorer: plainKeywordScorer };
