import type { Role } from "@diaoyan/instruments";
import type { z } from "zod";
import type { RouteContract, Routes } from "../contract/index.ts";
import type { Account } from "../ports/accounts.ts";
import type { AttachmentPart } from "../use-cases/read-attachment.ts";

type OutputOf<Route, Key extends "params" | "query" | "body"> = Route extends { readonly [K in Key]: z.ZodType }
  ? z.output<Route[Key]>
  : undefined;

type CallerOf<Route> = Route extends { readonly access: { readonly kind: "public" } } ? undefined : Account;
type RoleOf<Route> = Route extends { readonly access: { readonly kind: "study" } } ? Role : undefined;

/** A request that passed the contract: checked parameters, query and body, who calls, and with which role. */
export interface Call<Route> {
  readonly params: OutputOf<Route, "params">;
  readonly query: OutputOf<Route, "query">;
  readonly body: OutputOf<Route, "body">;
  /** Body of an upload. */
  readonly bytes: Route extends { readonly bodyMedia: string } ? Uint8Array<ArrayBuffer> : undefined;
  readonly caller: CallerOf<Route>;
  readonly role: RoleOf<Route>;
  /** Origin people reach the server at, e.g. `https://survey.example.cn`. */
  readonly origin: string;
  /** What a request for a part of a file asks for, as it came. */
  readonly range: string | undefined;
}

/** A file that leaves the server. */
export interface FileAnswer {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly name: string;
  readonly media: string;
}

/** What a handler answers: JSON of the contract's shape, a file, or nothing. */
type Answer<Route> = Route extends { readonly response: z.ZodType }
  ? z.input<Route["response"]>
  : Route extends { readonly responseMedia: string }
    ? FileAnswer | AttachmentPart
    : undefined;

type Handler<Route extends RouteContract> = (call: Call<Route>) => Promise<Answer<Route>>;

/** One handler for each route of a table: a route without one does not compile. */
export type HandlersOf<Table extends Record<string, RouteContract>> = {
  readonly [Id in keyof Table]: Handler<Table[Id]>;
};

export type Handlers = HandlersOf<Routes>;
