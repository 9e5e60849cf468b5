declare namespace Cloudflare {
  interface Env {
    readonly DB: D1Database;
    readonly BLOBS: R2Bucket;
    readonly TEST_MIGRATIONS: { readonly name: string; readonly queries: string[] }[];
  }
}
