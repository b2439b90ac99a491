import { watched } from "../watch-changes.ts";

/**
 * What the queries say in SQLite's words, defined for PostgreSQL: so they are written once, and SQLite pays nothing for it.
 * May be said again at each start.
 */
export const wordsOfSqlite = [
  // Names that differ only in capitals are the same name.
  `create collation if not exists nocase (provider = icu, locale = 'und-u-ks-level2', deterministic = false)`,

  `create or replace view sqlite_master as
     select table_name::text as name, 'table'::text as type from information_schema.tables where table_schema = current_schema()`,

  `create or replace function json_each(list text) returns table (key bigint, value text)
     language sql immutable parallel safe rows 100
     as $$ select place - 1, item from json_array_elements_text(list::json) with ordinality as one(item, place) $$`,
  `create or replace function holdfast_json_item(list text, place integer) returns text
     language sql immutable parallel safe as $$ select list::json ->> place $$`,
  unlessKnown(`create operator ->> (leftarg = text, rightarg = integer, function = holdfast_json_item)`),
  `create or replace function holdfast_json_list(items text[]) returns text
     language sql immutable parallel safe as $$ select array_to_json(items)::text $$`,
  `create or replace aggregate json_group_array(text)
     (sfunc = array_append, stype = text[], initcond = '{}', finalfunc = holdfast_json_list)`,

  `create or replace function "like"(pattern text, value text, escaping text) returns boolean
     language sql immutable parallel safe
     as $$ select value collate "C" ilike pattern collate "C" escape escaping $$`,

  // The plus that keeps SQLite from an index.
  `create or replace function holdfast_same(value text) returns text
     language sql immutable parallel safe as $$ select value $$`,
  unlessKnown(`create operator + (rightarg = text, function = holdfast_same)`),
];

/** These need the tables. `rowid` is what SQLite calls a row; a change is told to the session that makes it, when it is made. */
export const wordsAboutTables = [
  `create or replace function rowid(assignment) returns text
     language sql immutable parallel safe as $$ select $1.policy_id || '/' || $1.agent_id $$`,
  `create or replace function holdfast_changed() returns trigger language plpgsql as $$ begin
     raise notice 'holdfast_changed % %', tg_argv[0], coalesce(to_json(new) ->> tg_argv[1], '');
     return null;
   end $$`,
  ...watched.flatMap(({ table, on, owner }) =>
    on.map(
      (event, at) =>
        `create or replace trigger holdfast_${table}_${at} after ${event} on ${table}
         for each row execute function holdfast_changed('${table}', '${owner ?? ""}')`,
    ),
  ),
];

function unlessKnown(statement: string): string {
  return `do $$ begin ${statement}; exception when duplicate_function then null; end $$`;
}
