-- Members of staff and what they did. The same file for H2 and PostgreSQL.

create table account (
    id varchar(32) primary key,
    name varchar(64) not null unique,
    display_name varchar(64) not null,
    roles varchar(100) not null,
    -- Argon2id; none where an identity provider vouches
    password varchar(200),
    password_to_change boolean not null,
    -- the pseudonym of who it is to the identity provider
    subject varchar(64) unique,
    -- sealed; the pending one counts once a code of it was shown
    totp ${bytes},
    totp_pending ${bytes},
    -- of the last code: each counts once
    totp_step bigint not null,
    locked boolean not null,
    -- sessions of an older one are over
    generation integer not null,
    created_at timestamp with time zone not null
);

create table recovery_code (
    account varchar(32) not null references account (id) on delete cascade,
    digest varchar(64) not null,
    primary key (account, digest)
);

-- by pseudonyms of account names and addresses, whether there is such an account or not
create table login_failure (
    subject varchar(64) primary key,
    failures integer not null,
    last_at timestamp with time zone not null,
    locked_until timestamp with time zone
);

alter table handoff add column taken_by varchar(32);

-- append-only: each row holds the hash of the one before it
create table audit_entry (
    seq bigint primary key,
    at_millis bigint not null,
    account varchar(64) not null,
    role varchar(100) not null,
    type varchar(32) not null,
    object varchar(100) not null,
    result varchar(16) not null,
    previous varchar(64) not null,
    hash varchar(64) not null
);
create index audit_entry_by_time on audit_entry (at_millis);

-- one row: the end of the chain, and the last row that was deleted as too old. Whoever writes locks it
create table audit_head (
    id smallint primary key check (id = 1),
    seq bigint not null,
    hash varchar(64) not null,
    anchor_seq bigint not null,
    anchor_hash varchar(64) not null,
    seal varchar(64) not null
);
