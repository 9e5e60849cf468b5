import type { AssignedModules, CollectorPage } from "@diaoyan/api/contract";
import type { Locale } from "@diaoyan/instruments";
import type { RespondMessages } from "../i18n/respond.zh.ts";
import type { DraftStore } from "./draft.ts";
import type { Invitation } from "./invitation.ts";
import type { TimeKeeper } from "./time-keeper.ts";

/** What every view of the respondent's page works with. */
export interface RespondContext {
  readonly page: CollectorPage;
  readonly store: DraftStore;
  readonly time: TimeKeeper;
  readonly texts: RespondMessages;
  readonly locale: Locale;
  readonly invitation: Invitation | null;
  /** Modules of a split questionnaire; null where everything is asked. */
  readonly assignment: AssignedModules | null;
  readonly dropAssignment: () => void;
}
