import type { RouteContract } from "@diaoyan/api/contract";
import { Alert } from "antd";
import type { ReactNode } from "react";
import { Outlet } from "react-router";
import { useTexts } from "../texts.tsx";
import { mayCall, useStudy } from "../use-study.ts";
import { PageHead } from "./page-head.tsx";

type Texts = ReturnType<typeof useTexts>;
type Needs = Pick<RouteContract, "access">;

/** Who may do what a route does, and which role one has oneself. */
function WhoMay({ needs, what }: { readonly needs: Needs; readonly what: "page" | "form" }) {
  const texts = useTexts();
  const { role } = useStudy();
  const roles = needs.access.kind === "study" ? needs.access.roles.map((one) => texts.roles[one]) : [];
  return (
    <Alert
      type="info"
      showIcon
      title={texts.access[what](roles)}
      description={texts.access.yours(texts.roles[role])}
      data-testid="for-other-roles"
    />
  );
}

/** A form for those who may send it; to others it says who may. */
export function ForRole({ needs, children }: { readonly needs: Needs; readonly children: ReactNode }) {
  const { role } = useStudy();
  return mayCall(role, needs) ? children : <WhoMay needs={needs} what="form" />;
}

/** Pages that need a route: whoever may not call it gets their heading and who may, and nothing is asked of the server. */
export function PagesForRole({ needs, title }: { readonly needs: Needs; readonly title: (texts: Texts) => string }) {
  const texts = useTexts();
  const { role } = useStudy();
  if (mayCall(role, needs)) return <Outlet />;
  return (
    <>
      <PageHead title={title(texts)} />
      <WhoMay needs={needs} what="page" />
    </>
  );
}
