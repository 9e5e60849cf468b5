import { applyD1Migrations, env, reset } from "cloudflare:test";
import { describeStorage } from "./conformance.ts";
import { openD1 } from "./d1.workerd.ts";

describeStorage("D1", async () => {
  await reset();
  await applyD1Migrations(env.DB, env.TEST_MIGRATIONS);
  return openD1(env.DB);
});
