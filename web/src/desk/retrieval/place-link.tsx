import type { ReactNode } from "react";
import { Link } from "react-router";
import { useStudy } from "../use-study.ts";

interface Props {
  readonly transcript: string;
  readonly start: number;
  readonly end: number;
  readonly children: ReactNode;
}

/** Opens a stretch of a transcript at the coding desk. */
export function PlaceLink({ children, end, start, transcript }: Props) {
  const { id } = useStudy();
  return <Link to={`/studies/${id}/transcripts/${transcript}?start=${start}&end=${end}`}>{children}</Link>;
}
