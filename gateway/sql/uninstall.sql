-- name: watched_tables
-- Those that have our triggers, whatever they are called by now.
select coalesce(array_agg(distinct format('%I.%I', n.nspname, c.relname)), '{}')
from pg_trigger t
join pg_proc p on p.oid = t.tgfoid and p.pronamespace = to_regnamespace('svetu_console')
join pg_class c on c.oid = t.tgrelid and c.relnamespace <> p.pronamespace
join pg_namespace n on n.oid = c.relnamespace

-- name: unwatch
-- The strongest lock at once, as to drop a trigger begins with a weaker one: to make that stronger
-- can end in a deadlock.
lock table {table} in access exclusive mode;
drop trigger if exists svetu_console_insert on {table};
drop trigger if exists svetu_console_update on {table};
drop trigger if exists svetu_console_delete on {table};
drop trigger if exists svetu_console_truncate on {table}

-- name: indexes
select coalesce(array_agg(format('%I.%I', n.nspname, c.relname)), '{}')
from pg_class c join pg_namespace n on n.oid = c.relnamespace
where c.relkind = 'i' and c.relname = any ($1::text[])

-- name: drop_index
drop index concurrently if exists {name}

-- name: drop_schema
drop schema if exists svetu_console cascade

-- name: drop_role
-- To take a right away is like granting it (see grant_reading).
do $$ declare granted regclass; begin
    if exists (select from pg_roles where rolname = '{role}') then
        for granted in
            select distinct c.oid from pg_shdepend d
            join pg_class c on c.oid = d.objid and c.relkind in ('r', 'p')
            where d.classid = 'pg_class'::regclass and d.refclassid = 'pg_authid'::regclass
              and d.refobjid = '{role}'::regrole
              and d.dbid = (select oid from pg_database where datname = current_database())
        loop
            execute format('lock table %s in share update exclusive mode', granted);
        end loop;
        drop owned by {role};
        begin
            drop role {role};
        exception when dependent_objects_still_exist then
            null; -- another database of this cluster has the console too
        end;
    end if;
end $$
