import { Button, Popconfirm } from "antd";
import type { ReactNode } from "react";

interface Props {
  /** What is kept, each with what is said of it. */
  readonly kept: readonly { readonly name: string; readonly said: readonly ReactNode[] }[];
  readonly words: { readonly remove: (name: string) => string; readonly removeConfirm: (name: string) => string };
  /** Left out: nothing may be removed. */
  readonly onRemove: ((name: string) => void) | undefined;
}

/** What is kept of a questionnaire under names, to be removed one by one. */
export function KeptList({ kept, words, onRemove }: Props) {
  return (
    <ul>
      {kept.map(({ name, said }) => (
        <li key={name}>
          <span>
            {name}
            {said.map((one, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: what is said never moves
              <span key={place} className="note">
                {one}
              </span>
            ))}
          </span>
          {onRemove !== undefined && (
            <Popconfirm title={words.removeConfirm(name)} onConfirm={() => onRemove(name)}>
              <Button size="small" danger aria-label={words.remove(name)}>
                ×
              </Button>
            </Popconfirm>
          )}
        </li>
      ))}
    </ul>
  );
}
