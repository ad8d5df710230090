-- Work orders, what was done with them, and what of that is on its way to the operator's system. All words are masked before they come here; the caller's number
-- is sealed. The same file for H2 and PostgreSQL.

create table work_order (
    order_no varchar(20) primary key,
    version integer not null,
    state varchar(16) not null,
    source varchar(16) not null,
    -- one call, one order
    call_id varchar(64) unique,
    received_at timestamp with time zone not null,
    -- the account
    agent varchar(32) not null,
    caller_name varchar(64),
    phone ${bytes},
    phone_masked varchar(32),
    -- the pseudonym of the number
    caller varchar(64),
    confidential boolean not null,
    appeal_type varchar(16) not null,
    topic_code varchar(64),
    item_code varchar(100),
    title varchar(200) not null,
    content varchar(4000) not null,
    incident_address varchar(400),
    district varchar(6),
    incident_time timestamp with time zone,
    urgency varchar(16) not null,
    related_party varchar(400),
    suggested_dept varchar(200),
    department varchar(200),
    co_dept varchar(200),
    -- none where it was answered at once
    due_at timestamp with time zone,
    answer_given varchar(4000),
    knowledge_ids varchar(2000) not null,
    summary_source varchar(16) not null,
    confirmed_at timestamp with time zone not null,
    result varchar(4000),
    reply_at timestamp with time zone,
    revisit_at timestamp with time zone,
    revisit_result varchar(2000),
    satisfaction smallint check (satisfaction between 1 and 5),
    reopen_of varchar(20) references work_order (order_no) on delete set null,
    duplicate_of varchar(20) references work_order (order_no) on delete set null,
    changed_at timestamp with time zone not null
);
create index work_order_by_state on work_order (state, due_at);
create index work_order_by_time on work_order (received_at, item_code, district);
create index work_order_by_agent on work_order (agent, order_no);
create index work_order_by_reopened on work_order (reopen_of);
create index work_order_by_duplicate on work_order (duplicate_of);

create table order_step (
    order_no varchar(20) not null references work_order (order_no) on delete cascade,
    seq integer not null,
    at timestamp with time zone not null,
    account varchar(32) not null,
    move varchar(16) not null,
    from_state varchar(16),
    to_state varchar(16) not null,
    reason varchar(1000),
    primary key (order_no, seq)
);

-- one row: the last number of a day; whoever makes an order locks it
create table order_number (
    id smallint primary key check (id = 1),
    on_day varchar(8) not null,
    last integer not null
);
insert into order_number (id, on_day, last) values (1, '00000000', 0);

-- written with the step that it tells of. What comes before it, of the same order, is sent first
create table order_outbox (
    id varchar(32) primary key,
    order_no varchar(20) not null references work_order (order_no) on delete cascade,
    seq integer not null,
    payload varchar(200000) not null,
    state varchar(16) not null,
    tries integer not null,
    written_at timestamp with time zone not null,
    next_at timestamp with time zone not null,
    leased_by varchar(32),
    leased_until timestamp with time zone,
    failure varchar(200),
    sent_at timestamp with time zone,
    unique (order_no, seq)
);
create index order_outbox_by_time on order_outbox (state, next_at);
