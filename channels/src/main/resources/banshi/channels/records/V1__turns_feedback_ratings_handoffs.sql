-- Words of citizens are masked before they come here; conversations are named by pseudonyms. The same file for H2 and PostgreSQL.

create table turn (
    id varchar(32) primary key,
    conversation varchar(64) not null,
    channel varchar(16) not null,
    said_at timestamp with time zone not null,
    said varchar(2000) not null,
    act varchar(16) not null,
    matter varchar(100),
    aspect varchar(100),
    template varchar(200) not null,
    release_id varchar(64) not null,
    confidence double precision not null,
    replied varchar(1000) not null
);
create index turn_by_conversation on turn (conversation, said_at);
create index turn_by_time on turn (said_at);

create table feedback (
    turn varchar(32) primary key references turn (id) on delete cascade,
    given_at timestamp with time zone not null,
    helpful boolean not null,
    reason varchar(16),
    remark varchar(2000)
);

-- 好差评: voluntary, once a conversation; 1 and 2 are to be looked into
create table rating (
    conversation varchar(64) primary key,
    channel varchar(16) not null,
    given_at timestamp with time zone not null,
    level smallint not null check (level between 1 and 5),
    options varchar(400) not null,
    remark varchar(2000),
    form_version varchar(16) not null,
    state varchar(16) not null
);
create index rating_by_time on rating (given_at);

create table handoff (
    id varchar(32) primary key,
    conversation varchar(64) not null,
    channel varchar(16) not null,
    state varchar(16) not null,
    asked_at timestamp with time zone not null,
    taken_at timestamp with time zone,
    closed_at timestamp with time zone,
    phone ${bytes},
    messages integer not null
);
create index handoff_by_conversation on handoff (conversation);
create index handoff_by_state on handoff (state, asked_at);

create table handoff_message (
    handoff varchar(32) not null references handoff (id) on delete cascade,
    seq integer not null,
    sender varchar(16) not null,
    said_at timestamp with time zone not null,
    said varchar(2000) not null,
    primary key (handoff, seq)
);

-- when somebody at the desk last looked into the queue: one row
create table desk (
    id smallint primary key check (id = 1),
    seen_at timestamp with time zone not null
);
insert into desk (id, seen_at) values (1, timestamp with time zone '1970-01-01 00:00:00+00');
