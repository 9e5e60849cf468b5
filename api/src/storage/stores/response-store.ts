import type { Answers, ResponseTiming } from "@diaoyan/instruments";
import { chainStart } from "../../chain/audit-chain.ts";
import type { Clock } from "../../ports/clock.ts";
import type { LogHead, ResponseStore } from "../../ports/response-store.ts";
import { chunkRows, type SqlGateway, studyOfEach } from "../gateway.ts";
import { readLoosely, toResponse, toResponseRow } from "../rows/response-row.ts";
import { writeOf } from "../write.ts";
import { createResponseWrites } from "./response-writes.ts";
import { countWaiting, everyResponse, shownGroups, shownResponses } from "./shown-responses.ts";

const idsALookup = 90;

export function createResponseStore(gateway: SqlGateway, clock: Clock): ResponseStore {
  const { db } = gateway;
  const rows = () => everyResponse(db).selectAll();
  const shown = () => shownResponses(db, clock.now()).selectAll();
  return {
    ...createResponseWrites(gateway),
    add: (responses) =>
      writeOf(
        ...chunkRows(responses.map(toResponseRow), 17, gateway.maxParameters).map((chunk) =>
          db.insertInto("responses").values(chunk),
        ),
      ),
    logHead: async (study): Promise<LogHead> => {
      const head = await db
        .selectFrom("response_log")
        .select(["seq", "hash"])
        .where("study", "=", study)
        .orderBy("seq", "desc")
        .limit(1)
        .executeTakeFirst();
      return head ?? { seq: 0, hash: chainStart };
    },
    listLog: (study, after, limit) =>
      db
        .selectFrom("response_log")
        .selectAll()
        .where("study", "=", study)
        .where("seq", ">", after)
        .orderBy("seq")
        .limit(limit)
        .execute(),
    listPending: (study) =>
      db.selectFrom("pending_commitments").selectAll().where("study", "=", study).orderBy("commitment").execute(),
    listHeld: async (study) => {
      const held = await db
        .selectFrom("held_responses")
        .select(["study", "commitment", "day"])
        .where("study", "=", study)
        .orderBy("commitment")
        .execute();
      return held.map((row) => ({ ...row, kind: "accepted" }));
    },
    find: async (study, id) => {
      const row = await shown().where("id", "=", id).where("study", "=", study).executeTakeFirst();
      return row === undefined ? undefined : toResponse(row);
    },
    findById: async (id) => {
      const row = await rows().where("id", "=", id).executeTakeFirst();
      return row === undefined ? undefined : toResponse(row);
    },
    findMany: async (study, ids) => {
      const found = [];
      for (const chunk of chunkRows(ids, 1, idsALookup)) {
        found.push(...(await shown().where("id", "in", chunk).where(studyOfEach, "=", study).execute()));
      }
      return found.map((row) => toResponse(row)).sort((left, right) => (left.id < right.id ? -1 : 1));
    },
    findByReceipt: async (receipt) => {
      const row = await rows().where("receipt", "=", receipt).executeTakeFirst();
      return row === undefined ? undefined : toResponse(row);
    },
    findReview: (study, response) =>
      db
        .selectFrom("response_reviews")
        .selectAll()
        .where("response", "=", response)
        .where("study", "=", study)
        .executeTakeFirst(),
    listReviews: (study, questionnaire) =>
      db
        .selectFrom("response_reviews")
        .innerJoin("all_responses", "all_responses.id", "response_reviews.response")
        .selectAll("response_reviews")
        .where("response_reviews.study", "=", study)
        .where("all_responses.questionnaire", "=", questionnaire)
        .orderBy("response_reviews.response")
        .execute(),
    findDraft: async (id) => {
      const row = await db.selectFrom("response_drafts").selectAll().where("id", "=", id).executeTakeFirst();
      if (row === undefined) return undefined;
      const { answers, updated_at, ...rest } = row;
      return { ...rest, answers: JSON.parse(answers) as Answers, updatedAt: updated_at };
    },
    list: async (study, filter) => {
      // all of a study are read along their ids: by an index on the study every page would sort the whole of it
      const ofStudy = filter.questionnaire === undefined ? studyOfEach : "study";
      let query = (filter.loosely === true ? rows() : shown()).where(ofStudy, "=", study);
      if (filter.questionnaire !== undefined) query = query.where("questionnaire", "=", filter.questionnaire);
      if (filter.statuses !== undefined) query = query.where("status", "in", filter.statuses);
      if (filter.after !== undefined) query = query.where("id", ">", filter.after);
      const found = await query.orderBy("id").limit(filter.limit).execute();
      return found.map((row) => toResponse(row, filter.loosely === true ? readLoosely : undefined));
    },
    listEvents: async (study, { questionnaire, after = "", limit }) => {
      const found = await db
        .selectFrom("responses")
        .select(["id", "timing"])
        .where("study", "=", study)
        .where("questionnaire", "=", questionnaire)
        .where("status", "=", "complete")
        .where("timing", "like", '%"events":[{%')
        .where("id", ">", after)
        .orderBy("id")
        .limit(limit)
        .execute();
      return found.map(({ id, timing }) => ({ id, events: (JSON.parse(timing ?? "") as ResponseTiming).events }));
    },
    listCompleteIds: async (study) => {
      const found = await shownGroups(db, clock.now())
        .select("id")
        .where("study", "=", study)
        .where("status", "=", "complete")
        .orderBy("id")
        .execute();
      return found.map(({ id }) => id);
    },
    countWaiting: (study) => countWaiting(db, study, clock.now()),
    countByCollector: async (study) => {
      const counts = await shownGroups(db, clock.now())
        .select((read) => ["collector", "status", read.fn.countAll<number>().as("count")])
        .where("study", "=", study)
        .groupBy(["collector", "status"])
        .execute();
      return counts.map((row) => ({ ...row, count: Number(row.count) }));
    },
    countByNotice: async (study) => {
      const counts = await shownGroups(db, clock.now())
        .select((read) => ["notice_version as notice", read.fn.countAll<number>().as("count")])
        .where("study", "=", study)
        .where("status", "!=", "withdrawn")
        .groupBy("notice_version")
        .execute();
      return counts.map((row) => ({ ...row, count: Number(row.count) }));
    },
    countByLink: async (study) => {
      const counts = await db
        .selectFrom("all_responses")
        .select((read) => ["collector", read.fn.countAll<number>().as("count")])
        .where("study", "=", study)
        .groupBy("collector")
        .execute();
      return new Map(counts.map(({ collector, count }) => [collector, Number(count)]));
    },
    countByVersion: async (study) => {
      const counts = await db
        .selectFrom("all_responses")
        .select((read) => ["version", "questionnaire", "status", read.fn.countAll<number>().as("count")])
        .where("study", "=", study)
        .groupBy(["version", "questionnaire", "status"])
        .execute();
      return counts.map((row) => ({ ...row, count: Number(row.count) }));
    },
  };
}
