import { routes } from "@diaoyan/api/contract";
import { useRoute } from "../api.ts";
import { TopBar } from "../layout/top-bar.tsx";
import { useTexts } from "../texts.tsx";
import { PageHead } from "../ui/page-head.tsx";
import { QueryView } from "../ui/query-view.tsx";
import { ChangePassword } from "./change-password.tsx";
import { SecondFactor } from "./second-factor.tsx";
import { SessionList } from "./session-list.tsx";
import "./account.css";

/** One's own account: password, second factor, where one is signed in. */
export function AccountPage() {
  const texts = useTexts().account;
  const me = useRoute(routes.getMe, {});
  return (
    <>
      <TopBar />
      <main className="page">
        <PageHead title={texts.title} note={texts.note} />
        <QueryView query={me}>
          {({ user }) => (
            <div className="stack account">
              <SecondFactor isOn={user.secondFactor} />
              <ChangePassword email={user.email} />
              <SessionList />
            </div>
          )}
        </QueryView>
      </main>
    </>
  );
}
