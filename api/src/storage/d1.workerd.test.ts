import { applyD1Migrations, env, reset } from "cloudflare:test";
import { openD1 } from "./d1.workerd.ts";
import { describeStorage } from "./testing/conformance.ts";

describeStorage("D1", async () => {
  await reset();
  await applyD1Migrations(env.DB, env.TEST_MIGRATIONS);
  return openD1(env.DB);
});
