import type { AccessMessages } from "./access.zh.ts";

/** What a page says to those whose role it is not for, in English. */
export const accessEn: AccessMessages = {
  page: (roles) => `This page is for the roles ${roles.join(", ")}`,
  form: (roles) => `This is done by the roles ${roles.join(", ")}`,
  yours: (role) => `Your role in this study is ${role}. A lead of the study can change it.`,
  packs: "A new study is made by the operator or a lead; a pack's new files are brought in by leads and researchers.",
};
