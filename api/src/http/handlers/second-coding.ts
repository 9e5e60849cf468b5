import type { secondCodingRoutes } from "../../contract/second-coding.ts";
import type { CodingAssignment } from "../../ports/agreement-store.ts";
import { measureAgreement } from "../../use-cases/measure-agreement.ts";
import { adjudicate, closeAssignment, drawAssignment, listSeenAdjudications } from "../../use-cases/second-coding.ts";
import type { Services } from "../../use-cases/services.ts";
import { logSuggestion, measureSuggestions, suggestCodes } from "../../use-cases/suggest-codes.ts";
import type { HandlersOf } from "../call.ts";

const toLine = ({ transcripts, revision: _, ...assignment }: CodingAssignment) => ({
  ...assignment,
  transcripts: [...transcripts],
});

export function secondCodingHandlers({ ports, archive }: Services): HandlersOf<typeof secondCodingRoutes> {
  return {
    listAssignments: async ({ params, caller }) => {
      const members = await ports.members.list(params.study);
      const adjudications = await listSeenAdjudications(ports, params.study, caller.id);
      const assignments = (await ports.agreement.listAssignments(params.study)).map(toLine);
      const named = new Set([
        ...assignments.flatMap(({ transcripts }) => transcripts),
        ...adjudications.map(({ transcript }) => transcript),
      ]);
      const heads = named.size === 0 ? [] : await ports.transcripts.listHeads(params.study);
      return {
        assignments,
        titles: Object.fromEntries(heads.filter(({ id }) => named.has(id)).map(({ id, title }) => [id, title])),
        adjudications: adjudications.map((one) => ({ ...one, withCode: [...one.withCode], without: [...one.without] })),
        coders: members.map(({ name, role, user }) => ({
          id: user,
          name,
          codes: role === "lead" || role === "researcher",
        })),
      };
    },
    drawAssignment: async ({ params, caller, body }) => ({
      assignment: toLine(await drawAssignment(ports, caller, { study: params.study, id: params.assignment, ...body })),
    }),
    closeAssignment: async ({ params, caller }) => ({
      assignment: toLine(await closeAssignment(ports, caller, { study: params.study, id: params.assignment })),
    }),
    measureAgreement: async ({ params, query, caller }) => {
      const { changedSince, coders, disagreements, presentation, seed, total } = await measureAgreement(
        { ...ports, archive },
        caller,
        { ...params, ...query },
      );
      return {
        presentation: presentation as never,
        coders: [...coders],
        seed,
        total,
        changedSince,
        disagreements: disagreements.map(({ code, end, start, title, transcript, turn, withCode, without, words }) => ({
          transcript,
          title,
          turn,
          start,
          end,
          words,
          code,
          withCode: [...withCode],
          without: [...without],
        })),
      };
    },
    adjudicate: async ({ params, caller, body }) => {
      const made = await adjudicate(ports, caller, { study: params.study, id: params.adjudication, ...body });
      return { adjudication: { ...made, withCode: [...made.withCode], without: [...made.without] } };
    },
    suggestCodes: ({ params, caller, body }) => suggestCodes(ports, caller, { ...params, ...body }),
    logSuggestion: async ({ params, caller, body }) => {
      await logSuggestion(ports, caller, { ...params, ...body });
      return undefined;
    },
    measureSuggestions: ({ params, caller }) => measureSuggestions(ports, caller, params.study),
  };
}
