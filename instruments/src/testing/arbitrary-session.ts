import fc from "fast-check";
import { brandAs } from "../model/ids.ts";
import type { NoteRow, Participant, Session } from "../model/session.ts";

const word = fc.string({
  unit: fc.constantFrom("评", "审", "周", "期", "𠮷", "😀", "a", "，"),
  minLength: 1,
  maxLength: 8,
});

function note(id: string): fc.Arbitrary<NoteRow> {
  return fc.record({
    id: fc.constant(id),
    t: fc.nat(5_000),
    question: fc.constantFrom(null, "Q1", "Q2"),
    type: fc.constantFrom("要点", "原话", "观察"),
    text: word,
    verbatim: fc.boolean(),
    codes: fc.subarray(["c1", "c2", "c3"]).map((codes) => codes.map((one) => brandAs<NoteRow["codes"][number]>(one))),
    strength: fc.constantFrom(null, 1, 2, 3),
    sensitive: fc.boolean(),
  });
}

function participant(person: string): fc.Arbitrary<Participant> {
  return fc.record({
    person: fc.constant(brandAs<Participant["person"]>(person)),
    role: fc.constantFrom("受访", "调研组", "参会", "陪同"),
    category: word,
    consents: fc.constant([]),
  });
}

const versions = [null, `1.0#${"0".repeat(64)}`, `1.1#${"1".repeat(64)}`];
const ids = (prefix: string) => fc.subarray(["1", "2", "3", "4", "5"].map((one) => `${prefix}${one}`));

/** A session whose rows have ids of their own; `device` sets the rows of one device apart from those of another. */
export function arbitrarySession(device = ""): fc.Arbitrary<Session> {
  return fc
    .record({ notes: ids(`n${device}`), people: ids(`P${device}`) })
    .chain(({ notes, people }) =>
      fc.record({
        id: fc.constant(brandAs<Session["id"]>("0193c7a0-0000-7000-8000-000000000001")),
        number: fc.constantFrom("T4-SITE01-I01", "T4-SITE01-I02"),
        type: fc.constantFrom("个别访谈", "座谈"),
        mode: fc.constantFrom("现场", "视频"),
        status: fc.constantFrom("planned", "held", "cancelled"),
        title: word,
        day: fc.constant(brandAs<Session["day"]>("2025-03-01")),
        startTime: fc.constantFrom("", "09:30"),
        minutes: fc.nat(200),
        site: fc.record({
          unit: fc.constantFrom("U-1", "U-2").map((one) => brandAs<Session["site"]["unit"]>(one)),
          unitType: fc.constant("市属高校"),
          pilotLevel: fc.constantFrom("非试点", "国家试点单位"),
          keyUnit: fc.boolean(),
          district: fc.constant("南开"),
        }),
        protocol: fc.constantFrom(null, "P-C"),
        participants: fc.tuple(...people.map(participant)),
        notes: fc.tuple(...notes.map(note)),
        summary: fc.oneof(fc.constant(""), word),
        observation: fc.oneof(fc.constant(""), word),
        reflection: fc.constant(""),
        revision: fc.nat(9),
      }),
    )
    .chain((session) =>
      fc
        .constantFrom(...versions)
        .map((version) => (version === null ? session : { ...session, protocolVersion: version })),
    );
}

/** An edit of a session: some rows changed, some taken away, rows of the device's own added, fields of the head changed. */
export function arbitraryEdit(base: Session, device: string): fc.Arbitrary<Session> {
  return fc
    .record({
      other: arbitrarySession(),
      own: arbitrarySession(device),
      keep: fc.subarray([...base.notes]),
      head: fc.boolean(),
    })
    .map(({ other, own, keep, head }) => {
      const changed = keep.map((row) => other.notes.find(({ id }) => id === row.id) ?? row);
      return {
        ...(head ? { ...other, participants: base.participants } : base),
        notes: [...changed, ...own.notes],
        participants: [...base.participants, ...own.participants],
        revision: base.revision,
      };
    });
}
