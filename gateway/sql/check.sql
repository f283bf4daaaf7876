-- name: capture
select svetu_console.losses() as lost, a.lost as admitted_lost,
    svetu_console.capture_stamp() = a.stamp as untouched,
    array(select svetu_console.capture_faults()) as faults,
    s.environment, s.backend_zone, s.version,
    (select coalesce(array_agg(number order by number), '{}')
     from svetu_console.schema_migrations) as migrations,
    (select count(*) from svetu_console.change_log) as rows,
    (select min(recorded_at) from svetu_console.change_log) as oldest,
    (select max(recorded_at) from svetu_console.change_log) as newest,
    pg_total_relation_size('svetu_console.change_log') as bytes,
    pg_notification_queue_usage() as queue
from svetu_console.settings s, svetu_console.admitted a

-- name: notify
select pg_notify('svetu_console_check', $1)
