import { type RawBuilder, sql } from "kysely";
import type { StoredResponse } from "../../ports/response-store.ts";
import { chunkRows, type SqlGateway } from "../gateway.ts";
import { toResponseRow } from "../rows/response-row.ts";

const columnsOfResponse = 17;

/** Everything of a staged response but its day, in the order of `columnNames`. */
const columnNames = sql.raw(
  "id, study, collector, questionnaire, version, status, answers, content_hash, commitment, receipt, submitted_at, " +
    "seconds, unit, notice_version, flags, timing, day",
);
const stagedColumns = sql.raw(
  "id, study, collector, questionnaire, version, status, answers, content_hash, commitment, receipt, submitted_at, " +
    "seconds, unit, notice_version, flags, timing",
);

/**
 * What of a collector leaves together. Late ones are a company of their own: the others were shown when the collector ended,
 * and a late one that made them enough would be seen alone.
 */
const company = sql.raw("collector, status = 'late'");

/** All of a company have the day of the last: a batch over midnight would fall into two smaller ones. */
const oneDay = sql.raw(
  "(select max(others.day) from response_staging as others where others.collector = response_staging.collector " +
    "and (others.status = 'late') = (response_staging.status = 'late'))",
);

/** Companies of which enough wait; tombstones are no company to hide in. */
const full = (atLeast: number): RawBuilder<unknown> =>
  sql`(select ${company} from response_staging where status <> 'withdrawn' group by ${company} having count(*) >= ${atLeast})`;

/*
 * new ─┐                    ┌─ ≥ atLeast of a company → responses, pending_commitments   in random order
 *      ├→ response_staging ─┤
 * held ┘                    └─ fewer                    → held_responses, emptied before   in random order
 */

/**
 * The queries that take anonymous responses in: what is held of them stands in a random order after every arrival, and what
 * leaves does so together with others of its company.
 */
export function holdQueries({ db, maxParameters }: SqlGateway, arrived: readonly StoredResponse[], atLeast: number) {
  const rows = arrived.map(toResponseRow);
  const compiled = (query: RawBuilder<unknown>) => ({ compile: () => query.compile(db) });
  return [
    ...chunkRows(rows, columnsOfResponse, maxParameters).map((chunk) =>
      db.insertInto("response_staging").values(chunk),
    ),
    compiled(sql`insert into response_staging select * from held_responses`),
    db.deleteFrom("held_responses"),
    compiled(sql`insert into pending_commitments (study, commitment, kind, day)
      select study, commitment, 'accepted', ${oneDay} from response_staging
      where (${company}) in ${full(atLeast)} order by random()`),
    compiled(sql`insert into responses (${columnNames})
      select ${stagedColumns}, ${oneDay} from response_staging
      where (${company}) in ${full(atLeast)} order by random()`),
    compiled(sql`insert into held_responses (${columnNames})
      select ${stagedColumns}, ${oneDay} from response_staging
      where (${company}) not in ${full(atLeast)} order by random()`),
    db.deleteFrom("response_staging"),
  ];
}
