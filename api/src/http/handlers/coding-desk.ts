import type { CodingChangeLine, codingDeskRoutes, UnplacedLine } from "../../contract/coding-desk.ts";
import type { StoredChange } from "../../ports/coding-store.ts";
import type { Caller } from "../../ports/ports.ts";
import { found } from "../../problems.ts";
import { noteChanges } from "../../use-cases/as-said.ts";
import { changeCodings, undoAct } from "../../use-cases/coding-acts.ts";
import { correctTranscript } from "../../use-cases/correct-transcript.ts";
import { isSeenChange, listActs } from "../../use-cases/list-acts.ts";
import { listAttributeRows, saveAttributes, saveMemo } from "../../use-cases/memos.ts";
import { dismissCoding, listUnplaced, placeCoding } from "../../use-cases/place-codings.ts";
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

export function codingDeskHandlers({ ports }: Services): HandlersOf<typeof codingDeskRoutes> {
  /** Changes as somebody may see them: what an act of theirs did to codings they are blind to is not told. */
  const show = async (study: string, { id }: Caller, changes: readonly StoredChange[]) => {
    const sees = await createSight(ports, study, id);
    return changes.filter((one) => isSeenChange(one, sees)).map(toLine);
  };
  return {
    changeCodings: async ({ params, caller, body }) => ({
      changes: await show(params.study, caller, await changeCodings(ports, caller, { ...params, ...body })),
    }),
    undoAct: async ({ params, caller, body }) => ({
      changes: await show(params.study, caller, await undoAct(ports, caller, { ...params, ...body })),
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
      const head = await ports.transcripts.findRevision(params.study, params.transcript);
      const changes = await ports.codingTrail.changesAfter(params.study, params.transcript, query.after);
      const revision = found(head, "transcript.notFound", params.transcript);
      const shown = await show(params.study, caller, changes);
      if (shown.length > 0) await noteChanges(ports, caller, params);
      return { revision, changes: shown };
    },
    reorganiseCodes: async ({ params, caller, body }) => {
      const { act, revision } = body;
      const change = body.change as unknown as Reorganisation;
      const made = await reorganiseCodes(ports, caller, { study: params.study, act, revision, change });
      return { codebook: asWire(made.codebook), changes: await show(params.study, caller, made.changes) };
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
      changes: await show(params.study, caller, await placeCoding(ports, caller, { ...params, ...body })),
    }),
    dismissCoding: async ({ params, caller, body }) => ({
      changes: await show(params.study, caller, await dismissCoding(ports, caller, { ...params, ...body })),
    }),
    listMemos: async ({ params }) => ({ memos: [...(await ports.codingTrail.listMemos(params.study))] }),
    saveMemo: async ({ params, caller, body }) => ({ memo: await saveMemo(ports, caller, { ...params, ...body }) }),
    listAttributes: async ({ params }) => ({ rows: await listAttributeRows(ports, params.study) }),
    saveAttributes: async ({ params, caller, body }) => ({
      row: await saveAttributes(ports, caller, { ...params, ...body }),
    }),
  };
}
