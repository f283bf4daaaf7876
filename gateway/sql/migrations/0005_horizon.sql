-- What `svetu-gateway prune` leaves behind: one row with the newest transaction id of which rows are
-- gone. A position that has not seen it cannot be resumed.
create table svetu_console.horizon (
    only_row boolean primary key default true check (only_row),
    xid      xid8 not null default '0'
);
insert into svetu_console.horizon default values;

alter table svetu_console.horizon owner to svetu_console_owner;
grant select on svetu_console.horizon to svetu_gateway;
