import { routes } from "@diaoyan/api/contract";
import { useQueryClient } from "@tanstack/react-query";
import { App, Button, Layout, Tag } from "antd";
import { Link, useNavigate } from "react-router";
import { signOut, useRoute } from "../api.ts";
import { useLanguage } from "../texts.tsx";
import { forgetDraft, listDrafts } from "../ui/kept-draft.ts";

interface Props {
  readonly title?: string;
  readonly simulated?: boolean;
}

/** Who is signed in, and the way out. */
function Person() {
  const { texts } = useLanguage();
  const me = useRoute(routes.getMe, {});
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { message, modal } = App.useApp();
  const leave = async () => {
    const unsaved = listDrafts(localStorage);
    if (unsaved.length > 0 && !(await modal.confirm({ title: texts.signOutConfirm }))) return;
    try {
      await signOut();
    } catch {
      void message.error(`${texts.noAnswerTitle}${texts.colon}${texts.noAnswer}`);
      return;
    }
    for (const name of unsaved) forgetDraft(localStorage, name);
    queries.clear();
    await navigate("/sign-in");
  };
  if (me.data === undefined) return null;
  return (
    <>
      <Link to="/account" className="person" title={`${texts.account.title}${texts.colon}${me.data.user.email}`}>
        {me.data.user.name}
      </Link>
      <Button type="text" onClick={() => void leave()}>
        {texts.signOut}
      </Button>
    </>
  );
}

/** The bar on top: where one is, whether the data is simulated, language, who is signed in. */
export function TopBar({ title, simulated, signedIn = true }: Props & { readonly signedIn?: boolean }) {
  const { texts, switchLanguage } = useLanguage();
  return (
    <Layout.Header className="top-bar">
      <Link to="/studies" className="brand">
        {texts.brand}
      </Link>
      {title !== undefined && <span className="study-title">{title}</span>}
      {simulated && (
        <Tag color="orange" className="simulated-tag">
          {texts.simulated}
        </Tag>
      )}
      <span className="top-bar-end">
        <Button type="text" onClick={switchLanguage} aria-label={texts.languageLabel}>
          {texts.language}
        </Button>
        {signedIn && <Person />}
      </span>
    </Layout.Header>
  );
}
