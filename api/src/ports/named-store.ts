import type { Write } from "./journal.ts";

/** What is kept of a questionnaire under a name, by whom and when. */
export interface Kept {
  readonly name: string;
  /** Name of who kept it. */
  readonly by: string;
  readonly at: string;
}

/** What questionnaires keep, each under its name; never changed, only removed and kept anew. */
export interface NamedStore<One extends Kept> {
  /** In the order they were kept. */
  list(study: string, questionnaire: string): Promise<readonly One[]>;
  /** Conflicts in the store's table where the name is taken. */
  add(study: string, questionnaire: string, one: One): Write;
  remove(study: string, questionnaire: string, name: string): Write;
}
