import type { AnswerProblem, Answers, Assignment, CompiledQuestionnaire, Locale } from "@diaoyan/instruments";
import type { RespondMessages } from "../../i18n/respond.zh.ts";

/** Where an answer needs a change; what the server or the check program says of it. */
export type PlacedProblem = Pick<AnswerProblem, "code" | "question">;

/** What the questions need to be drawn, and whom they tell. */
export interface SurveyView {
  /** SurveyJS JSON of the profile. */
  readonly survey: { readonly [key: string]: unknown };
  readonly compiled: CompiledQuestionnaire;
  readonly locale: Locale;
  readonly texts: RespondMessages;
  readonly answers: Answers;
  /** Modules of a split questionnaire; null asks everything. */
  readonly assigned: Assignment | null;
  readonly page: number;
  /** Where what is written is kept; warns if it is nowhere. */
  readonly kept: { readonly text: string; readonly warns: boolean };
  readonly problems: readonly PlacedProblem[];
  /** After every change: all answers as they stand, and the page shown. */
  onChange(answers: Answers, page: number): void;
  /** Everything is answered and passed the check; the answers are pruned. */
  onFinish(answers: Answers): void;
  /** What is kept of the modules assigned is damaged: no answers can pass with it. */
  onModulesLost(answers: Answers): void;
  onLeave(): void;
  /** What happens on the page, in the words of ODK's audit log. */
  onEvent(event: "group questions" | "jump" | "constraint error", page: string): void;
}
