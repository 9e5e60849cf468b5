/** Files of a pack by path inside it, shared blocks under `common/`. */
export type PackFiles = ReadonlyMap<string, string>;
