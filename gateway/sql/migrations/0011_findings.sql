-- What the sweep over all users finds: whose balance does not agree, since when, and until when.
-- A finding is closed, never deleted; the one that is open is the user's only one.

create table svetu_console.findings (
    number           bigint generated always as identity primary key,
    user_id          bigint not null,
    verdict          text not null check (verdict in ('differs', 'cannot_tell')),
    drift_minor      bigint not null,
    stored_minor     bigint not null,
    currency         text not null,
    transactions     bigint not null,
    proof            text not null,
    first_divergence jsonb,
    proved           text[] not null,
    user_missing     boolean not null, -- there is no such row of users
    first_seen_at    timestamptz not null,
    last_seen_at     timestamptz not null,
    closed_at        timestamptz
);
create unique index findings_open on svetu_console.findings (user_id) where closed_at is null;

-- One row: the newest sweep of any gateway, and the newest that came to its end. Whoever shows
-- findings reads them again when `revision` is another one.
create table svetu_console.last_sweep (
    only_row boolean primary key default true check (only_row),
    revision bigint not null default 0,
    every    interval,    -- the schedule of the gateway that began it
    began_at timestamptz,
    ended_at timestamptz,
    users    bigint not null default 0,
    is_whole boolean not null default false, -- it came to all of them
    hints    bigint not null default 0       -- whose amounts from before the log leave something open
);
insert into svetu_console.last_sweep default values;

alter table svetu_console.findings owner to svetu_console_owner;
alter table svetu_console.last_sweep owner to svetu_console_owner;
grant select, insert, update on svetu_console.findings to svetu_gateway;
grant select, update on svetu_console.last_sweep to svetu_gateway;
