-- Forgetting what is too old, without taking the ground from under what is kept. All of it is one
-- transaction of an administrator: the service may not delete what proves its own answers.

-- name: begin
-- The triggers' owner may else do nothing to the log but add to it.
grant select, delete on svetu_console.change_log to svetu_console_owner;
set local role svetu_console_owner

-- name: doom
-- Whole commits, the oldest first: about $2 rows that are older than $1 days.
create temporary table doomed on commit drop as
with old as (
    select pos, xid from svetu_console.change_log
    where recorded_at < now() - make_interval(days => {days}) order by pos limit {most}
)
select xid from old group by xid
having not exists (
    select from svetu_console.change_log l
    where l.xid = old.xid and l.pos > (select max(pos) from old))

-- name: remember
-- How each account stood after the last of its changes that go.
insert into svetu_console.checkpoint (user_id, pos, balance, frozen, currency, changes, taken_at)
select distinct on (user_id) user_id, pos, coalesce(balance_after, 0), coalesce(frozen_after, 0),
    coalesce(currency_after, 'RSD'), svetu_console.changes(user_id, pos), recorded_at
from svetu_console.change_log join pg_temp.doomed using (xid) where kind = 'b'
order by user_id, pos desc
on conflict do nothing

-- name: move_horizon
update svetu_console.horizon h
set xid = greatest(h.xid, (select d.xid from pg_temp.doomed d order by d.xid desc limit 1))

-- name: forget
delete from svetu_console.change_log l using pg_temp.doomed d where l.xid = d.xid

-- name: end
drop table pg_temp.doomed;
reset role;
revoke select, delete on svetu_console.change_log from svetu_console_owner
