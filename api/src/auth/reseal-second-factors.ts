import { symmetricDecrypt, symmetricEncrypt } from "better-auth/crypto";
import type { SqlGateway } from "../storage/gateway.ts";

/**
 * Seals the second factors of all accounts anew under another secret; those that open under it already are left as they are,
 * so that a run that broke off is begun again. Throws where one opens under neither.
 */
export async function resealSecondFactors(
  { db }: Pick<SqlGateway, "db">,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<void> {
  const all = await db.selectFrom("auth_two_factors").select(["id", "secret", "backupCodes"]).execute();
  for (const { id, secret, backupCodes } of all) {
    if (await opensUnder(to, secret)) continue;
    const [plainSecret, plainCodes] = [await open(from, secret), await open(from, backupCodes)];
    const sealed = { secret: await seal(to, plainSecret), backupCodes: await seal(to, plainCodes) };
    await db.updateTable("auth_two_factors").set(sealed).where("id", "=", id).execute();
  }
}

const open = (key: string, data: string): Promise<string> => symmetricDecrypt({ key, data });
const seal = (key: string, data: string): Promise<string> => symmetricEncrypt({ key, data });
const opensUnder = (key: string, data: string): Promise<boolean> =>
  open(key, data).then(
    () => true,
    () => false,
  );
