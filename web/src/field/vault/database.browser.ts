import type { AttachmentRow, AttachmentRows, PartRow } from "../attachments/attachment-rows.ts";
import type { DeviceStore, KitRow, RecordRow, VaultRow } from "./vault.ts";

const name = "diaoyan-field";
const version = 2;

function ended(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error ?? new DOMException("the write was given up", "AbortError"));
    transaction.onerror = () => reject(transaction.error);
  });
}

function answered<Value>(request: IDBRequest<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function openOnce(): Promise<IDBDatabase> {
  const request = indexedDB.open(name, version);
  request.onupgradeneeded = ({ oldVersion }) => {
    const database = request.result;
    if (oldVersion < 1) {
      database.createObjectStore("device");
      database.createObjectStore("vaults", { keyPath: "vault" });
      database.createObjectStore("records", { keyPath: ["vault", "record"] });
      database.createObjectStore("kits", { keyPath: ["vault", "study"] });
    }
    database.createObjectStore("attachments", { keyPath: ["vault", "attachment"] });
    database.createObjectStore("parts", { keyPath: ["vault", "attachment", "kind", "position"] });
  };
  return answered(request);
}

/** Rows in IndexedDB, strictly durable. A connection the browser closed (e.g. when it clears storage) is opened anew. */
export function openDeviceStore(): DeviceStore & AttachmentRows {
  let opening: Promise<IDBDatabase> | undefined;

  async function database(): Promise<IDBDatabase> {
    opening ??= openOnce();
    try {
      const opened = await opening;
      opened.onclose = () => {
        opening = undefined;
      };
      opened.onversionchange = () => {
        opened.close();
        opening = undefined;
      };
      return opened;
    } catch (error) {
      opening = undefined;
      throw error;
    }
  }

  async function start(store: string, mode: IDBTransactionMode): Promise<IDBTransaction> {
    try {
      return (await database()).transaction(store, mode, { durability: "strict" });
    } catch (error) {
      if (!(error instanceof DOMException && error.name === "InvalidStateError")) throw error;
      opening = undefined;
      return (await database()).transaction(store, mode, { durability: "strict" });
    }
  }

  async function write(store: string, work: (rows: IDBObjectStore) => void): Promise<void> {
    const transaction = await start(store, "readwrite");
    const done = ended(transaction);
    try {
      work(transaction.objectStore(store));
    } catch (error) {
      // what was asked before it threw must not be done without the rest
      done.catch(() => undefined);
      transaction.abort();
      throw error;
    }
    await done;
  }

  async function read<Value>(store: string, work: (rows: IDBObjectStore) => IDBRequest): Promise<Value> {
    const transaction = await start(store, "readonly");
    return answered(work(transaction.objectStore(store))) as Promise<Value>;
  }

  const ofVault = (vault: string) => IDBKeyRange.bound([vault], [vault, []]);
  const ofKind = (...key: readonly string[]) => IDBKeyRange.bound([...key], [...key, []]);

  return {
    findSalt: () => read<Uint8Array<ArrayBuffer> | undefined>("device", (rows) => rows.get("salt")),
    putSalt: (salt) => write("device", (rows) => rows.put(salt, "salt")),
    findVault: (vault) => read<VaultRow | undefined>("vaults", (rows) => rows.get(vault)),
    putVault: (row) => write("vaults", (rows) => rows.put(row)),
    listRecords: (vault) => read<RecordRow[]>("records", (rows) => rows.getAll(ofVault(vault))),
    putRecord: (row) => write("records", (rows) => rows.put(row)),
    removeRecord: (vault, record) => write("records", (rows) => rows.delete([vault, record])),
    listKits: (vault) => read<KitRow[]>("kits", (rows) => rows.getAll(ofVault(vault))),
    putKit: (row) => write("kits", (rows) => rows.put(row)),
    listAttachments: (vault) => read<AttachmentRow[]>("attachments", (rows) => rows.getAll(ofVault(vault))),
    putAttachment: (row) => write("attachments", (rows) => rows.put(row)),
    removeAttachment: async (vault, attachment) => {
      // the row last: as long as it stands, what is left of its parts is found again
      await write("parts", (rows) => rows.delete(ofKind(vault, attachment)));
      await write("attachments", (rows) => rows.delete([vault, attachment]));
    },
    findChunk: (vault, attachment, position) =>
      read<PartRow | undefined>("parts", (rows) => rows.get([vault, attachment, "chunk", position])),
    countChunks: (vault, attachment) => read<number>("parts", (rows) => rows.count(ofKind(vault, attachment, "chunk"))),
    listPieces: (vault, attachment) =>
      read<PartRow[]>("parts", (rows) => rows.getAll(ofKind(vault, attachment, "piece"))),
    putParts: (vault, attachment, parts, options) =>
      write("parts", (rows) => {
        if (options?.dropPieces === true) rows.delete(ofKind(vault, attachment, "piece"));
        for (const part of parts) rows.put(part);
      }),
    removeParts: (vault, attachment) => write("parts", (rows) => rows.delete(ofKind(vault, attachment))),
  };
}
