-- The marketplace's tables as its migrations leave them (contract §6); run as their owner.

create table users (
    id serial primary key,
    name varchar(100) not null,
    email varchar(150) not null unique,
    google_id varchar(255),
    picture_url text,
    phone varchar(20),
    bio text,
    notification_email boolean default true,
    timezone varchar(50) default 'UTC',
    last_seen timestamp,
    account_status varchar(20) default 'active'
        check (account_status in ('active', 'inactive', 'suspended')),
    settings jsonb default '{}',
    created_at timestamp default current_timestamp,
    updated_at timestamp default current_timestamp,
    city varchar(100),
    country varchar(100),
    password varchar(255),
    provider varchar(50) default 'email'
);
create index idx_users_email on users (email);
create index idx_users_phone on users (phone);
create index idx_users_provider on users (provider);
create index idx_users_account_status on users (account_status);

create function update_updated_at_column() returns trigger language plpgsql as $$
begin
    new.updated_at = current_timestamp;
    return new;
end $$;
create trigger update_users_updated_at before update on users
    for each row execute function update_updated_at_column();

create table user_balances (
    user_id int primary key references users (id),
    balance numeric(12, 2) not null default 0,
    frozen_balance numeric(12, 2) not null default 0,
    currency varchar(3) not null default 'RSD',
    updated_at timestamp default current_timestamp
);

create table balance_transactions (
    id serial primary key,
    user_id int not null references users (id),
    type varchar(20) not null,
    amount numeric(12, 2) not null,
    currency varchar(3) not null default 'RSD',
    status varchar(20) not null default 'pending',
    payment_method varchar(50),
    payment_details jsonb,
    description text,
    created_at timestamp default current_timestamp,
    completed_at timestamp
);
create index idx_balance_transactions_user_id on balance_transactions (user_id);
create index idx_balance_transactions_status on balance_transactions (status);
create index idx_balance_transactions_created_at on balance_transactions (created_at);

create table payment_methods (
    id serial primary key,
    name varchar(100) not null,
    code varchar(50) not null unique,
    type varchar(50) not null,
    is_active boolean default true,
    minimum_amount numeric(12, 2),
    maximum_amount numeric(12, 2),
    fee_percentage numeric(5, 2),
    fixed_fee numeric(12, 2),
    credentials jsonb,
    created_at timestamp default current_timestamp
);
insert into payment_methods
    (code, name, type, minimum_amount, maximum_amount, fee_percentage, fixed_fee) values
    ('bank_transfer', 'Bank transfer', 'bank', 1000, 10000000, 0, 100),
    ('post_office', 'Post office', 'cash', 500, 500000, 1.5, 50),
    ('ips_qr', 'IPS QR code', 'digital', 100, 1000000, 0.8, 0),
    ('mock_payment', 'Mock Payment (для тестирования)', 'card', 100, 1000000, 0, 0);
