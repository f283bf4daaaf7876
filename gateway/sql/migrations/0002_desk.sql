-- The people who use the console, and their sessions. Tokens are kept as SHA-256 only.

create table svetu_console.operators (
    id            integer generated always as identity primary key,
    email         text not null unique check (email = lower(email)),
    password_hash text not null,
    role          text not null check (role in ('viewer', 'support', 'admin')),
    created_at    timestamptz not null default now(),
    disabled_at   timestamptz
);

create table svetu_console.sessions (
    id                 uuid primary key default gen_random_uuid(),
    operator_id        integer not null references svetu_console.operators,
    access_hash        bytea not null unique,
    access_expires_at  timestamptz not null,
    created_at         timestamptz not null default now(),
    ended_at           timestamptz
);

alter table svetu_console.operators owner to svetu_console_owner;
alter table svetu_console.sessions owner to svetu_console_owner;
grant select, insert, update on svetu_console.operators to svetu_gateway;
grant select, insert, update on svetu_console.sessions to svetu_gateway;
