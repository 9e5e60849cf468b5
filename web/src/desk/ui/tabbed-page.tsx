import type { ReactNode } from "react";
import { Link, useSearchParams } from "react-router";
import { PageHead } from "./page-head.tsx";
import "./tabbed-page.css";

interface Tab<Key extends string> {
  readonly key: Key;
  readonly children: ReactNode;
}

interface Props<Key extends string> {
  readonly title: string;
  readonly note: string;
  readonly tabs: readonly [Tab<Key>, ...Tab<Key>[]];
  readonly names: Readonly<Record<Key, string>>;
}

/** A page of several parts, of which the address names one (`?tab=`), else the first is open. */
export function TabbedPage<Key extends string>({ title, note, tabs, names }: Props<Key>) {
  const [search] = useSearchParams();
  const open = tabs.find(({ key }) => key === search.get("tab")) ?? tabs[0];
  return (
    <>
      <PageHead title={title} note={note} />
      <nav className="tab-menu" aria-label={title}>
        {tabs.map(({ key }) => (
          <Link key={key} replace to={`?tab=${key}`} aria-current={key === open.key ? "page" : undefined}>
            {names[key]}
          </Link>
        ))}
      </nav>
      {open.children}
    </>
  );
}
