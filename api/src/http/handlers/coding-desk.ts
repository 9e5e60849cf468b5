import type { Coding } from "@diaoyan/analysis";
import type { CodingChangeLine, codingDeskRoutes, UnplacedLine } from "../../contract/coding-desk.ts";
import type { StoredChange } from "../../ports/coding-store.ts";
import { found } from "../../problems.ts";
import { changeCodings, undoAct } from "../../use-cases/coding-acts.ts";
import { correctTranscript } from "../../use-cases/correct-transcript.ts";
import { listActs } from "../../use-cases/list-acts.ts";
import { listAttributeRows, saveAttributes, saveMemo } from "../../use-cases/memos.ts";
import { listUnplaced, placeCoding } from "../../use-cases/place-codings.ts";
import { type Reorganisation, reorganiseCodes } from "../../use-cases/reorganise-codes.ts";
import { createSight } from "../../use-cases/second-coding.ts";
import type { Services } from "../../use-cases/services.ts";
import type { HandlersOf } from "../call.ts";
import { asWire } from "./as-wire.ts";

function toLine({ seq, act, coding, revision, after }: StoredChange): CodingChangeLine {
  const { id, kind, actor, at } = act;
  return { seq, act: id, kind, actor, at, id: coding, revision, coding: after && asWire(after) };
}

function toUnplaced({ act, before: coding }: StoredChange): UnplacedLine[] {
  if (coding === null) return [];
  const { after, before, code, id, memo, origin, quote } = coding;
  const coder = origin.kind === "human" ? origin.user : null;
  return [{ coding: id, code, coder, memo, quote, before, after, at: act.at }];
}

/** A change of words that were forgotten tells nobody anything. */
function isSeen({ after, before }: StoredChange, sees: (coding: Coding) => boolean): boolean {
  return [after, before].every((coding) => coding === null || sees(coding));
}

export function codingDeskHandlers({ ports }: Services): HandlersOf<typeof codingDeskRoutes> {
  return {
    changeCodings: async ({ params, caller, body }) => ({
      changes: (await changeCodings(ports, caller, { ...params, ...body })).map(toLine),
    }),
    undoAct: async ({ params, caller, body }) => ({
      changes: (await undoAct(ports, caller, { ...params, ...body })).map(toLine),
    }),
    listCodingActs: async ({ params, query, caller }) => {
      const { before: at, beforeAct: id = "" } = query;
      const { study } = params;
      const acts = await listActs(ports, caller, { study, before: at === undefined ? undefined : { at, id } });
      return {
        acts: acts.map(({ act: { id: act, ...of }, touched, codes, ...counts }) => {
          return { act, ...of, ...counts, touched: [...touched], codes: [...codes] };
        }),
      };
    },
    listCodingChanges: async ({ params, query, caller }) => {
      const sees = await createSight(ports, params.study, caller.id);
      const head = await ports.transcripts.findRevision(params.study, params.transcript);
      const changes = await ports.codingTrail.changesAfter(params.study, params.transcript, query.after);
      return {
        revision: found(head, "transcript.notFound", params.transcript),
        changes: changes.filter((one) => isSeen(one, sees)).map(toLine),
      };
    },
    reorganiseCodes: async ({ params, caller, body }) => {
      const { act, revision } = body;
      const change = body.change as unknown as Reorganisation;
      const made = await reorganiseCodes(ports, caller, { study: params.study, act, revision, change });
      return { codebook: asWire(made.codebook), changes: made.changes.map(toLine) };
    },
    correctTranscript: async ({ params, query, caller, bytes }) => {
      const { act, format, remove, revision } = query;
      const removeCodings = remove === undefined ? [] : remove.split(",");
      const given = { study: params.study, id: params.transcript, format, bytes, revision, act, removeCodings };
      const report = await correctTranscript(ports, caller, given);
      return { ...report, reworded: [...report.reworded], unplaced: [...report.unplaced] };
    },
    listUnplaced: async ({ params, caller }) => ({
      unplaced: (await listUnplaced(ports, caller, params)).flatMap(toUnplaced),
    }),
    placeCoding: async ({ params, caller, body }) => ({
      changes: (await placeCoding(ports, caller, { ...params, ...body })).map(toLine),
    }),
    listMemos: async ({ params }) => ({ memos: [...(await ports.codingTrail.listMemos(params.study))] }),
    saveMemo: async ({ params, caller, body }) => ({ memo: await saveMemo(ports, caller, { ...params, ...body }) }),
    listAttributes: async ({ params }) => ({ rows: await listAttributeRows(ports, params.study) }),
    saveAttributes: async ({ params, caller, body }) => ({
      row: await saveAttributes(ports, caller, { ...params, ...body }),
    }),
  };
}
