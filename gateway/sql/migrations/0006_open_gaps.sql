-- A gap is open as long as somebody is at work who was when it was noticed: what they could not
-- write down is not committed yet, and once it is nothing would tell of it.

alter table svetu_console.admitted add column open_until xid8;

-- Writes down that the log has a gap here: every reader resets on its way past it. Called for
-- another loss, or change of the triggers, than are admitted, it may leave the gap open; called
-- for the same, by whoever noticed it too, it does nothing until the gap can be closed.
create or replace function svetu_console.admit_gap(why text, losses bigint, stamp text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    own xid8 := pg_current_xact_id();
begin
    update svetu_console.admitted a set lost = losses, stamp = admit_gap.stamp,
        open_until = case when (a.lost, a.stamp) is distinct from (losses, admit_gap.stamp)
            and pg_snapshot_xmin(pg_current_snapshot()) < own then own end
    where (a.lost, a.stamp) is distinct from (losses, admit_gap.stamp)
       or a.open_until <= pg_snapshot_xmin(pg_current_snapshot());
    if found then
        insert into svetu_console.change_log (kind, reason) values ('x', why);
        perform svetu_console.wake();
    end if;
end $$;

create or replace function svetu_console.capture_faults() returns setof text
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select fault from svetu_console.capture where fault is not null
    union all
    select fault from svetu_console.bypasses
    union all
    select 'the functions of the capture are not the ones installed' from svetu_console.settings
    where functions is distinct from svetu_console.functions_hash()
    union all
    select 'a change that was not written down may still be committed' from svetu_console.admitted
    where open_until is not null
$$;
