/** The newest file of `api/migrations`: a Worker has no folder to look into. */
export const newestMigration = "0052_audit_ends.sql";
