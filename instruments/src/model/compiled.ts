import type { ContentHash, QuestionnaireName } from "./ids.ts";
import type { LocalizedText } from "./localized.ts";
import type { Json } from "./questionnaire.ts";
import type { Variable } from "./variable.ts";

/** A published questionnaire turned into variables and a plain-JSON check program; browser, Worker and Node run the same. */
export interface CompiledQuestionnaire {
  readonly format: 1;
  readonly name: QuestionnaireName;
  readonly hash: ContentHash;
  readonly title: LocalizedText;
  readonly variables: readonly Variable[];
  /** Steps of the check in document order; their shape is private to `instruments/src/compile`. */
  readonly program: Json;
}

/** One thing wrong with submitted answers; `code` is stable, `question` names the place. */
export interface AnswerProblem {
  readonly code: string;
  readonly question: string;
  /** Path inside the answer, e.g. `[2].unit`, empty for the whole answer. */
  readonly path: string;
  readonly message: string;
  readonly remedy: string;
}
