-- Evidence bundles: each is written down before it leaves the house, with the digest of its bytes.

create function svetu_console.note_evidence(
    p_operator integer, p_user bigint, p_rows bigint, p_reason text, p_ticket text, p_address text,
    p_request_id text, p_personal_data text, p_sha256 text
) returns bigint
language sql security definer set search_path = pg_catalog, pg_temp as $$
    select svetu_console.chain(p_operator, 'export', p_user, null, p_reason, p_ticket, p_address,
        p_request_id, jsonb_build_object('kind', 'evidence', 'rows', p_rows,
            'personal_data', p_personal_data, 'sha256', p_sha256))
$$;

alter function svetu_console.note_evidence(integer, bigint, bigint, text, text, text, text, text,
    text) owner to svetu_console_owner;
revoke execute on function svetu_console.note_evidence(integer, bigint, bigint, text, text, text,
    text, text, text) from public;
grant execute on function svetu_console.note_evidence(integer, bigint, bigint, text, text, text,
    text, text, text) to svetu_gateway;
