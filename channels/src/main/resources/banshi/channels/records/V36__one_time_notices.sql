-- One-time notices that were pushed in calls, and the text messages with them that are on their way. What a notice shows is looked up when it is opened: here stand
-- ids only, and no number. The same file for H2 and PostgreSQL.

create table call_notice (
    -- what stands in the link, random
    id varchar(22) primary key,
    call varchar(64) not null references hotline_call (id) on delete cascade,
    matter varchar(100) not null,
    -- of the case: situation=option, with commas between
    known varchar(4000) not null,
    account varchar(32) not null,
    made_at timestamp with time zone not null,
    -- the last day on which it is good
    last_day varchar(10) not null,
    unique (call, matter)
);

-- the columns of order_outbox; one row for a notice that is sent
create table notice_outbox (
    id varchar(32) primary key,
    notice varchar(22) not null references call_notice (id) on delete cascade,
    seq integer not null,
    payload varchar(4000) not null,
    state varchar(16) not null,
    tries integer not null,
    written_at timestamp with time zone not null,
    next_at timestamp with time zone not null,
    leased_by varchar(32),
    leased_until timestamp with time zone,
    failure varchar(200),
    sent_at timestamp with time zone,
    unique (notice, seq)
);
create index notice_outbox_by_time on notice_outbox (state, next_at);
