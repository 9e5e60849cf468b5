import type { Codebook } from "@diaoyan/instruments";
import { Select } from "antd";
import { useMemo } from "react";
import { useTexts } from "../texts.tsx";
import { findCodes } from "./find-codes.ts";

interface Props {
  readonly codebook: Codebook;
  /** Id of the chosen code; undefined where none is. */
  readonly value: string | undefined;
  readonly placeholder?: string;
  readonly onChange: (code: string) => void;
}

/** For a list of codes: what is typed finds a code by name, pinyin initials or number, as in the picker. */
export function useCodeFilter(codebook: Pick<Codebook, "codes">) {
  return useMemo(() => {
    let [asked, found] = ["", new Set<string>()];
    return (typed: string, option?: { readonly value?: unknown }): boolean => {
      if (typed !== asked) [asked, found] = [typed, new Set(findCodes(codebook, typed).map(({ id }) => String(id)))];
      return typed === "" || found.has(String(option?.value));
    };
  }, [codebook]);
}

/** One code of the codebook, found by its number, name or pinyin initials. */
export function CodeSelect({ codebook, onChange, placeholder, value }: Props) {
  const texts = useTexts();
  const filterOption = useCodeFilter(codebook);
  return (
    <Select
      showSearch
      filterOption={filterOption}
      className="full"
      aria-label={texts.codingDesk.code}
      {...(placeholder === undefined ? {} : { placeholder })}
      {...(value === undefined ? {} : { value })}
      options={codebook.codes.map(({ id, name, number }) => ({ value: String(id), label: `${number} ${name}` }))}
      onChange={onChange}
    />
  );
}
