-- name: deposit
select svetu_console.deposit($1, $2, $3, $4, $5, $6, $7, $8)::text as outcome,
    coalesce((select backend_zone from svetu_console.settings), 'UTC') as backend_zone
