-- Look-up in any spelling: Đorđe, Djordje and Ђорђе fold to one text.

-- Runs inside the customers' sign-up, through the index: nothing but tables of characters, so it
-- depends on no locale and cannot raise. One sign per sound first, then the spellings that Serbian
-- and Russian have for it in Latin (zh = ž, ya = ja, yo = ё = e, -ij = -y), to one of them each.
create function svetu_console.fold(text) returns text
language sql immutable strict parallel safe
return
    replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(
    replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(
    replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(
    replace(replace(replace(replace(replace(replace(replace(replace(replace(
    translate($1,
        ' aeionrtsvlkmjdcupgbzh.@0123456789fyx-_аоинервктсмлјдпчуљћшзжбгхцђњ' ||
        'ABCDEFGHIJKLMNOPQRSTUVWXYZwqáàâäãåāăąÁÀÂÄÃÅĀĂĄćčçĉċĆČÇĈĊďĎéèêëēę' ||
        'ěėÉÈÊËĒĘĚĖğģĞĢíìîïīįıÍÌÎÏĪĮİķĶłļľĺŁĻĽĹñńňņÑŃŇŅóòôöõøōőÓÒÔÖÕØŌŐŕř' ||
        'ŔŘśšşșŚŠŞȘťţțŤŢȚúùûüūůűųÚÙÛÜŪŮŰŲýÿÝŸźžżŹŽŻаАбБвВгГґҐдДеЕёЁєЄжЖзЗ' ||
        'иИіІїЇйЙјЈкКлЛмМнНоОпПрРсСтТуУфФхХцЦчЧшШћЋќЌѕЅыЫэЭĐђЂѓЃЉЊЏЩЮЯǉǈǇ' ||
        'ǌǋǊǆǅǄÆŒ' ||
        '''’ʼ`´ʹʺъЪьЬ' ||
        U&'\0300\0301\0302\0303\0304\0306\0307\0308\030A\030B\030C\0326\0327\0328',
        ' aeionrtsvlkmjdcupgbzh.@0123456789fyx-_aoinervktsmljdpcuљcszzbghcđњ' ||
        'abcdefghijklmnopkrstuvvxyzvkaaaaaaaaaaaaaaaaaaccccccccccddeeeeee' ||
        'eeeeeeeeeeggggiiiiiiiiiiiiiikkllllllllnnnnnnnnoooooooooooooooorr' ||
        'rrssssssssttttttuuuuuuuuuuuuuuuuyyyyzzzzzzaabbvvggggddeeeeeezzzz' ||
        'iiiiiijjjjkkllmmnnoopprrssttuuffhhccccsscccczzyyeeđđđđđљњџщюяљљљ' ||
        'њњњџџџæœ')
       , 'đ', 'dj'), 'љ', 'lj'), 'њ', 'nj'), 'џ', 'dz'), 'щ', 'sc'), 'ю', 'ju'), 'я', 'ja')
       , 'æ', 'ae'), 'œ', 'oe'), 'ß', 'ss'), 'x', 'ks'), 'ya', 'ja'), 'yu', 'ju'), 'yo', 'jo')
       , 'ye', 'je'), 'y', 'i'), 'zh', 'z'), 'sh', 's'), 'ch', 'c'), 'kh', 'h'), 'ts', 'c')
       , 'tz', 'c'), 'bjo', 'be'), 'vjo', 've'), 'gjo', 'ge'), 'zjo', 'ze'), 'kjo', 'ke')
       , 'mjo', 'me'), 'pjo', 'pe'), 'rjo', 're'), 'sjo', 'se'), 'tjo', 'te'), 'fjo', 'fe')
       , 'ljo', 'le'), 'njo', 'ne'), 'je', 'e'), 'aj', 'ai'), 'ej', 'ei'), 'oj', 'oi')
       , 'uj', 'ui'), 'ij', 'i'), 'ii', 'i');

create function svetu_console.digits(text) returns text
language sql immutable strict parallel safe
return translate($1, ' +-/().', '');

-- The last word of a name.
create function svetu_console.surname(name text) returns text
language sql immutable strict parallel safe
return svetu_console.fold(substring(name from '[^ ]+$'));

-- What is searched: each part begins with a space, so that '% x' finds the beginning of a word.
create function svetu_console.searchable(name text, email text, phone text) returns text
language sql immutable parallel safe
return ' ' || coalesce(svetu_console.fold(name), '') || ' ' || coalesce(svetu_console.fold(email), '')
    || ' ' || coalesce(svetu_console.digits(phone), '');

-- Into our own schema, so that it leaves with it; where the database has it already, that one serves.
create extension if not exists pg_trgm with schema svetu_console;

create function svetu_console.verbatim(text) returns text
language sql immutable strict parallel safe
return replace(replace(replace($1, '\', '\\'), '%', '\%'), '_', '\_');

-- Without a last letter that may yet become part of another: djordj(e) is stored as djorde.
create function svetu_console.settled(word text) returns text
language sql immutable strict parallel safe
return regexp_replace(word, '(?<=..)j$|(?<=.[aeou])i$', '');

-- The condition for one word of a question: anywhere, or if it is short, where a word begins.
create function svetu_console.matching(word text) returns text
language sql immutable strict parallel safe
return format('svetu_console.searchable(name, email, phone) like %L',
    case when length(word) < 3 then '% ' else '%' end
    || svetu_console.verbatim(svetu_console.settled(word)) || '%');

-- A query for users of whom something begins so; in the index's order, so that it reads no more
-- than it returns, however many there are: of how many, the planner may not know, as the gateway
-- may not read all of the table.
create function svetu_console.beginning(expression text, prefix text, most integer) returns text
language sql immutable strict parallel safe
return format('(select id from public.users where %1$s like %2$L order by %1$s using ~<~ limit %3$s)',
    expression, svetu_console.verbatim(prefix) || '%', most);

-- Users that match a question, each with what made them match; no order, at most `most` by words.
create function svetu_console.find_users(question text, most integer)
returns table (user_id integer, matched text, transaction_id integer)
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
declare
    v_question   text := btrim(question);
    v_digits     text := svetu_console.digits(v_question);
    v_words      text[];
    v_word       text;
    v_beginnings text;
    v_found      bigint;
    v_number     bigint := substring(v_question from '^#?([0-9]{1,10})$');
    v_session    bigint := coalesce(
        substring(v_question from '^mock_(?:session_)?([0-9]{1,10})_[0-9]+$'),
        substring(v_question from '^(?:mock_order_session|order)_[0-9]+_([0-9]{1,10})_[0-9]+$'));
begin
    if v_session is not null then
        return query select u.id, 'session', null::integer from public.users u where u.id = v_session;
        return;
    end if;
    if v_number is not null then
        return query select u.id, 'id', null::integer from public.users u where u.id = v_number;
        return query select t.user_id, 'transaction', t.id from public.balance_transactions t
            where t.id = v_number;
    end if;
    if v_question ~ '^[-+0-9 ()/.]*[0-9][-+0-9 ()/.]*$' then
        -- 00 381 60…, +381 60… and 060… are one number: compare without what stands before it.
        v_word := regexp_replace(v_digits, '^(00)?(381)?0?', '');
        v_words := array[case when length(v_word) < 3 then v_digits else v_word end];
        select string_agg(svetu_console.beginning('svetu_console.digits(phone)', prefix, most),
            ' union ') into v_beginnings
        from (select v_digits union select sign || v_word
            from unnest(array['0', '381', '3810', '00381', '003810']) sign) written (prefix);
    else
        select array_agg(word order by place) into v_words
        from regexp_split_to_table(svetu_console.fold(v_question), '\s+') with ordinality w (word, place)
        where word ~ '[a-z0-9]' and place <= 6;
        v_word := array_to_string(v_words, ' ');
        select string_agg(svetu_console.beginning(part, prefix, most), ' union ') into v_beginnings
        from unnest(array['svetu_console.fold(name)', 'svetu_console.surname(name)',
                'svetu_console.fold(email)']) with ordinality named (part, place),
            (select distinct unnest(array[v_word, svetu_console.settled(v_word)])) written (prefix)
        where place = 1 or cardinality(v_words) = 1;
    end if;
    if v_words is null then
        return;
    end if;
    -- Whose name, address or number begins so come first, and where these are enough nobody else is asked
    -- for: what many have, the other index finds only together with all of them.
    return query execute format(
        'select id, null::text, null::integer from (%s) beginning', v_beginnings);
    get diagnostics v_found = row_count;
    -- One letter is in half of all names.
    if v_found < most and length(array_to_string(v_words, '')) > 1 then
        return query execute format(
            'select id, null::text, null::integer from public.users where %s limit %s',
            (select string_agg(svetu_console.matching(word), ' and ') from unnest(v_words) word),
            most - v_found);
    end if;
end $$;

alter function svetu_console.fold(text) owner to svetu_console_owner;
alter function svetu_console.digits(text) owner to svetu_console_owner;
alter function svetu_console.settled(text) owner to svetu_console_owner;
alter function svetu_console.surname(text) owner to svetu_console_owner;
alter function svetu_console.searchable(text, text, text) owner to svetu_console_owner;
alter function svetu_console.verbatim(text) owner to svetu_console_owner;
alter function svetu_console.matching(text) owner to svetu_console_owner;
alter function svetu_console.beginning(text, text, integer) owner to svetu_console_owner;
alter function svetu_console.find_users(text, integer) owner to svetu_console_owner;
revoke execute on function svetu_console.verbatim(text), svetu_console.settled(text),
    svetu_console.matching(text), svetu_console.beginning(text, text, integer),
    svetu_console.find_users(text, integer) from public;
grant execute on function svetu_console.verbatim(text), svetu_console.settled(text),
    svetu_console.matching(text), svetu_console.beginning(text, text, integer),
    svetu_console.find_users(text, integer) to svetu_gateway;
-- The index evaluates them as whoever signs a customer up.
grant execute on function svetu_console.fold(text), svetu_console.digits(text),
    svetu_console.surname(text), svetu_console.searchable(text, text, text) to public;
