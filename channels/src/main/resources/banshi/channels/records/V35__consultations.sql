-- Which departments an expert answers for, and what agents ask experts from their desks. All words are masked before they come here. The same file for H2 and PostgreSQL.

create table account_department (
    account varchar(32) not null references account (id) on delete cascade,
    department varchar(200) not null,
    primary key (account, department)
);
create index account_department_by_department on account_department (department);

create table consultation (
    id varchar(64) primary key,
    state varchar(16) not null,
    -- goes up with each change
    version integer not null,
    -- what was said there goes when the call or the hand-off goes
    call_id varchar(64) references hotline_call (id) on delete cascade,
    handoff varchar(32) references handoff (id) on delete cascade,
    matter varchar(200),
    aspect varchar(200),
    department varchar(200),
    question varchar(2000) not null,
    -- what the citizen said last, in lines
    words varchar(8000) not null,
    -- accounts
    asked_by varchar(32) not null,
    asked_at timestamp with time zone not null,
    taken_by varchar(32),
    taken_at timestamp with time zone,
    expires_at timestamp with time zone not null,
    closed_at timestamp with time zone,
    -- when whoever asked was done with what came of it
    seen_at timestamp with time zone,
    messages integer not null,
    -- the number of the proposal that was made of it
    proposal bigint
);
create index consultation_by_state on consultation (state, department, asked_at);
create index consultation_by_asker on consultation (asked_by, seen_at);
create index consultation_by_expert on consultation (taken_by, state);
create index consultation_by_time on consultation (asked_at);
create index consultation_by_call on consultation (call_id);
create index consultation_by_handoff on consultation (handoff);

create table consultation_message (
    consultation varchar(64) not null references consultation (id) on delete cascade,
    seq integer not null,
    account varchar(32) not null,
    said_at timestamp with time zone not null,
    said varchar(8000) not null,
    primary key (consultation, seq)
);
