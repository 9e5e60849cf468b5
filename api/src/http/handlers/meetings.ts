import type { meetingRoutes } from "../../contract/meetings.ts";
import { draftMinutes, draftPanelOpinion, readMeetingScores } from "../../use-cases/meetings.ts";
import type { Services } from "../../use-cases/services.ts";
import type { HandlersOf } from "../call.ts";

export function meetingHandlers({ ports, software }: Services): HandlersOf<typeof meetingRoutes> {
  return {
    getMeetingScores: async ({ params }) => ({ scores: await readMeetingScores(ports, params) }),
    draftMinutes: ({ params }) => draftMinutes(ports, software, params),
    draftPanelOpinion: ({ params }) => draftPanelOpinion(ports, software, params),
  };
}
