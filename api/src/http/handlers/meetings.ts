import type { meetingRoutes } from "../../contract/meetings.ts";
import { draftMinutes, draftPanelOpinion, readMeetingScores } from "../../use-cases/meetings.ts";
import type { Services } from "../../use-cases/services.ts";
import type { HandlersOf } from "../call.ts";

export function meetingHandlers({ ports, software }: Services): HandlersOf<typeof meetingRoutes> {
  return {
    getMeetingScores: ({ params, caller, role }) => readMeetingScores(ports, { ...params, caller, role }),
    draftMinutes: ({ params, caller, role }) => draftMinutes(ports, software, { ...params, caller, role }),
    draftPanelOpinion: ({ params, caller, role }) => draftPanelOpinion(ports, software, { ...params, caller, role }),
  };
}
