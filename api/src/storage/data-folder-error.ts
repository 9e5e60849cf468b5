/** Something about a data folder or a backup that its operator must mend: shown without a stack trace. */
export class DataFolderError extends Error {
  readonly code:
    | `backup.${string}`
    | `restore.${string}`
    | `schema.${string}`
    | `key.${string}`
    | `database.${string}`
    | `blobs.${string}`;
  readonly remedy: string;

  constructor(code: DataFolderError["code"], message: string, remedy: string) {
    super(message);
    this.name = "DataFolderError";
    this.code = code;
    this.remedy = remedy;
  }
}
