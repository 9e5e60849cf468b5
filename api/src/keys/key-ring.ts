import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { utf8ToBytes } from "@noble/hashes/utils.js";
import type { Clock, IdSource } from "../ports/clock.ts";
import type { Write } from "../ports/journal.ts";
import type { KeyPurpose, KeyStore, WrappedKey } from "../ports/key-store.ts";
import { problem } from "../problems.ts";
import { importKey, open, seal } from "./seal.ts";

/*
 * master key (file or secret, outside the database)
 *   └ wraps study keys: `receipts` (receipt codes, commitments, times a page carries), `personal`
 *                                                                  ├ wraps one key a person → seals names and contacts
 *                                                                  └ seals what is the study's own: its recovery key
 * Destroying a person's key erases the person, destroying the study's keys erases all of them. A backup of the database made
 * before still holds the wrapped key: `renewMasterKey` closes it, once no copy of the former master key is left.
 */

/** Keys of studies and persons, unwrapped on demand. */
export interface KeyRing {
  /** Makes the keys of a new study. */
  createStudyKeys(study: string): Promise<Write>;
  /** Secret of 32 bytes behind the receipts of a study. */
  receiptKey(study: string): Promise<Uint8Array>;
  /** Key that seals the times a respondent's page carries; made of the receipt key. */
  timingKey(study: string): Promise<CryptoKey>;
  /** Seals a text of a person; the write creates the person's key when it is the first. */
  sealPersonal(
    study: string,
    person: string,
    text: string,
  ): Promise<{ readonly sealed: string; readonly write: Write }>;
  /** Seals texts of people, by person code, each under a key of its own; new people get one. */
  sealPeople(
    study: string,
    texts: ReadonlyMap<string, string>,
  ): Promise<{ readonly sealed: ReadonlyMap<string, string>; readonly write: Write }>;
  /** Opens texts of people, by person code; who was erased is left out. */
  openPeople(study: string, sealed: ReadonlyMap<string, string>): Promise<ReadonlyMap<string, string>>;
  /** Seals and opens many texts of the study itself, unwrapping its `personal` key once. */
  boxOf(study: string): Promise<StudyBox>;
  /** Seals bytes of the study itself under its `personal` key, bound to `context`; answers base64. */
  sealForStudy(study: string, context: string, bytes: Uint8Array<ArrayBuffer>): Promise<string>;
  /** Opens what `sealForStudy` made; throws `server.failed` when the study's keys were destroyed. */
  openForStudy(study: string, context: string, sealed: string): Promise<Uint8Array<ArrayBuffer>>;
  /** Undefined when the person was erased. */
  openPersonal(study: string, person: string, sealed: string): Promise<string | undefined>;
  /** Which keys a study has or had, without their bytes. */
  list(study: string): Promise<readonly (Omit<WrappedKey, "wrapped"> & { readonly stands: boolean })[]>;
  /** Destroys every key of a study but the one behind its receipts: erasure of all its personal data. */
  destroyPersonal(study: string): Write;
  /** Destroys the key of a person, or of everybody in the study (`null`): erasure without a trace in the database. */
  destroy(study: string, person: string | null): Write;
}

/** Texts of a study under its `personal` key, each bound to its context. */
export interface StudyBox {
  seal(context: string, text: string): Promise<string>;
  open(context: string, sealed: string): Promise<string>;
}

export interface KeyRingParts {
  /** 32 bytes. */
  readonly masterKey: Uint8Array<ArrayBuffer>;
  readonly store: KeyStore;
  readonly clock: Clock;
  readonly ids: IdSource;
}

const nothing: Write = { parts: [] };
const encode = (text: string): Uint8Array<ArrayBuffer> => new Uint8Array(new TextEncoder().encode(text));

/** What a wrapped key is sealed to: it cannot be moved to another place. */
export function wrapContextOf(key: Pick<WrappedKey, "id" | "study" | "purpose" | "subject">): string {
  return `key:${key.study}:${key.purpose}:${key.subject}:${key.id}`;
}

export function createKeyRing({ masterKey, store, clock, ids }: KeyRingParts): KeyRing {
  const master = importKey(masterKey);
  const receiptKeys = new Map<string, Promise<Uint8Array>>();
  const timingKeys = new Map<string, Promise<CryptoKey>>();

  async function make(study: string, purpose: KeyPurpose, subject: string, under: CryptoKey) {
    const bytes = crypto.getRandomValues(new Uint8Array(32));
    const named = { id: ids.uuid(), study, purpose, subject };
    const wrapped = await seal(under, bytes, wrapContextOf(named));
    const key: WrappedKey = { ...named, wrapped };
    return { bytes, key, write: store.add([key], clock.now()) };
  }

  async function unwrap(study: string, purpose: KeyPurpose, subject: string, under: CryptoKey) {
    const key = await store.find(study, purpose, subject);
    if (key === undefined || key.wrapped === null) return { existed: key !== undefined, bytes: undefined };
    return { existed: true, bytes: await open(under, key.wrapped, wrapContextOf(key)) };
  }

  async function studyKey(study: string, purpose: "receipts" | "personal") {
    const { existed, bytes } = await unwrap(study, purpose, "", await master);
    if (existed && bytes === undefined && purpose === "personal")
      throw problem("personal.erased", `the personal data of study "${study}" were erased`);
    if (bytes === undefined)
      throw problem("server.failed", `study "${study}" has no ${purpose} key (destroyed or lost)`);
    return bytes;
  }

  function receiptKey(study: string): Promise<Uint8Array> {
    const kept = receiptKeys.get(study) ?? studyKey(study, "receipts");
    receiptKeys.set(study, kept);
    kept.catch(() => receiptKeys.delete(study));
    return kept;
  }

  async function makeTimingKey(study: string): Promise<CryptoKey> {
    return importKey(new Uint8Array(hmac(sha256, await receiptKey(study), utf8ToBytes("page timing"))));
  }

  return {
    createStudyKeys: async (study) => {
      const made = [await make(study, "receipts", "", await master), await make(study, "personal", "", await master)];
      return { parts: made.flatMap(({ write }) => write.parts) };
    },
    receiptKey,
    timingKey: (study) => {
      const kept = timingKeys.get(study) ?? makeTimingKey(study);
      timingKeys.set(study, kept);
      kept.catch(() => timingKeys.delete(study));
      return kept;
    },
    sealPersonal: async (study, person, text) => {
      const under = await importKey(await studyKey(study, "personal"));
      const known = await unwrap(study, "person", person, under);
      if (known.existed && known.bytes === undefined)
        throw problem("personal.erased", `person ${person} was erased; use a new person code`);
      const { bytes, write } = known.bytes
        ? { bytes: known.bytes, write: nothing }
        : await make(study, "person", person, under);
      const key = await importKey(bytes);
      return {
        sealed: await seal(key, encode(text), `person:${study}:${person}`),
        write,
      };
    },
    sealPeople: async (study, texts) => {
      const under = await importKey(await studyKey(study, "personal"));
      const known = await store.findPeople(study, [...texts.keys()]);
      const done = await Promise.all(
        [...texts].map(async ([person, text]) => {
          const kept = known.get(person);
          if (kept?.wrapped === null)
            throw problem("personal.erased", `person ${person} was erased; use a new person code`);
          const made = kept === undefined ? await make(study, "person", person, under) : undefined;
          const bytes = made?.bytes ?? (await open(under, kept?.wrapped ?? "", wrapContextOf(kept as WrappedKey)));
          const key = await importKey(bytes);
          return { person, made: made?.key, sealed: await seal(key, encode(text), `person:${study}:${person}`) };
        }),
      );
      return {
        sealed: new Map(done.map(({ person, sealed }) => [person, sealed])),
        write: store.add(
          done.flatMap(({ made }) => made ?? []),
          clock.now(),
        ),
      };
    },
    openPeople: async (study, sealed) => {
      const { bytes: studyBytes } = await unwrap(study, "personal", "", await master);
      if (studyBytes === undefined) return new Map();
      const under = await importKey(studyBytes);
      const keys = await store.findPeople(study, [...sealed.keys()]);
      const opened = await Promise.all(
        [...sealed].map(async ([person, text]): Promise<readonly [string, string] | null> => {
          const key = keys.get(person);
          if (key?.wrapped == null) return null;
          const own = await importKey(await open(under, key.wrapped, wrapContextOf(key)));
          return [person, new TextDecoder().decode(await open(own, text, `person:${study}:${person}`))];
        }),
      );
      return new Map(opened.filter((one) => one !== null));
    },
    boxOf: async (study) => {
      const key = await importKey(await studyKey(study, "personal"));
      return {
        seal: (context, text) => seal(key, encode(text), `study:${study}:${context}`),
        open: async (context, sealed) => new TextDecoder().decode(await open(key, sealed, `study:${study}:${context}`)),
      };
    },
    sealForStudy: async (study, context, bytes) =>
      seal(await importKey(await studyKey(study, "personal")), bytes, `study:${study}:${context}`),
    openForStudy: async (study, context, sealed) =>
      open(await importKey(await studyKey(study, "personal")), sealed, `study:${study}:${context}`),
    openPersonal: async (study, person, sealed) => {
      const studyKeyRow = await unwrap(study, "personal", "", await master);
      if (studyKeyRow.bytes === undefined) return undefined;
      const { bytes } = await unwrap(study, "person", person, await importKey(studyKeyRow.bytes));
      if (bytes === undefined) return undefined;
      return new TextDecoder().decode(await open(await importKey(bytes), sealed, `person:${study}:${person}`));
    },
    list: async (study) =>
      (await store.list(study)).map(({ wrapped, ...key }) => ({ ...key, stands: wrapped !== null })),
    destroyPersonal: (study) => store.destroyPersonal(study, clock.now()),
    destroy: (study, person) => {
      if (person === null) {
        receiptKeys.delete(study);
        timingKeys.delete(study);
      }
      return store.destroy(study, person, clock.now());
    },
  };
}
