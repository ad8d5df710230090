-- Which turns were answered badly, and what editors decided about it. No words are kept here: those of a turn lie in it and go with it; a hash, under the
-- installation's secret, tells that words belonged to a cluster before.

create table miss_cluster (
    id varchar(32) primary key,
    found_at timestamp with time zone not null,
    state varchar(16) not null,
    decided_by varchar(100),
    decided_at timestamp with time zone,
    remark varchar(500),
    release_id varchar(64),
    matter varchar(100),
    aspect varchar(100),
    probability double precision
);

create table miss_wording (
    hash varchar(64) primary key,
    cluster varchar(32) not null references miss_cluster (id) on delete cascade,
    seen_at timestamp with time zone not null
);
create index miss_wording_by_cluster on miss_wording (cluster);

create table miss (
    turn varchar(32) primary key references turn (id) on delete cascade,
    cluster varchar(32) not null references miss_cluster (id) on delete cascade,
    kinds varchar(100) not null
);
create index miss_by_cluster on miss (cluster);

-- one row: which server clusters now, and what was seen the last time
create table miss_refresh (
    id smallint primary key check (id = 1),
    held_by varchar(32),
    held_until timestamp with time zone,
    done_at timestamp with time zone,
    recent_turns bigint not null,
    former_turns bigint not null,
    misses integer not null,
    left_out integer not null
);
insert into miss_refresh (id, recent_turns, former_turns, misses, left_out) values (1, 0, 0, 0, 0);

create index turn_by_act on turn (act, said_at);

-- what figures are counted from stands in one index, beside the words, which are long; it serves whatever turn_by_time did
create index turn_by_time_counted on turn (said_at, channel, act, template, matter, aspect, confidence);
drop index turn_by_time;
