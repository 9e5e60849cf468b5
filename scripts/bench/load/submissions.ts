import { smallSubmission } from "../../../api/test/study.ts";
import { writeRequest } from "../../../api/test/wire.ts";
import type { Turn } from "./send-load.ts";

const json = { "content-type": "application/json" };

/** Turns that submit the small questionnaire; the ids of what was acknowledged are kept. */
export interface Submitter {
  readonly submit: Turn;
  /** The page reports its start first, and the token goes with the response: two requests. */
  readonly submitObserved: Turn;
  readonly acknowledged: readonly string[];
}

export function createSubmitter(collector: string, version: string): Submitter {
  const acknowledged: string[] = [];
  const address = `/api/public/collectors/${collector}`;

  const send = async (wire: Parameters<Turn>[0], submission: { readonly id: string }) => {
    const answer = await wire.exchange(writeRequest("POST", `${address}/responses`, json, JSON.stringify(submission)));
    if (answer.status === 201) acknowledged.push(submission.id);
    return answer;
  };

  return {
    acknowledged,
    submit: (wire) => send(wire, smallSubmission(version)),
    submitObserved: async (wire) => {
      const submission = smallSubmission(version);
      const events = [
        { event: "form start", page: null },
        { event: "group questions", page: "p1" },
      ];
      const report = { response: submission.id, version, token: null, events, visited: false };
      const seen = await wire.exchange(writeRequest("POST", `${address}/timing`, json, JSON.stringify(report)));
      const { token } = JSON.parse(seen.body.toString()) as { readonly token: string };
      const timing = { token, events: [{ event: "form finalize", page: "p1" }], visited: true };
      return send(wire, { ...submission, timing } as ReturnType<typeof smallSubmission>);
    },
  };
}
