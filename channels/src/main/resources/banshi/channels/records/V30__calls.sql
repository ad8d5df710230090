-- Calls to the hotline. What is said is masked before it comes here; callers are named by pseudonyms, their numbers sealed. The same file for H2 and PostgreSQL.

create table hotline_call (
    id varchar(64) primary key,
    state varchar(16) not null,
    started_at timestamp with time zone not null,
    ended_at timestamp with time zone,
    reason varchar(64),
    -- when something of it came last
    heard_at timestamp with time zone not null,
    -- the id of the account that has it
    agent varchar(32),
    district varchar(6),
    phone_masked varchar(32),
    caller varchar(64),
    phone ${bytes},
    earlier_calls integer not null,
    faults integer not null,
    -- the events that are known, as runs: 1-17,19
    seqs varchar(100000) not null
);
create index hotline_call_by_time on hotline_call (started_at);
create index hotline_call_by_state on hotline_call (state);
create index hotline_call_by_agent on hotline_call (agent, started_at);
create index hotline_call_by_caller on hotline_call (caller, started_at);

-- the latest words of each utterance
create table hotline_utterance (
    call varchar(64) not null references hotline_call (id) on delete cascade,
    id varchar(64) not null,
    -- in the order in which they came
    number integer not null,
    seq integer not null,
    speaker varchar(8) not null,
    said varchar(2000) not null,
    is_final boolean not null,
    start_ms integer,
    end_ms integer,
    confidence double precision,
    primary key (call, id)
);
create index hotline_utterance_by_number on hotline_utterance (call, number);

create table hotline_suggestion (
    call varchar(64) not null references hotline_call (id) on delete cascade,
    number integer not null,
    kind varchar(8) not null,
    about varchar(1000) not null,
    -- tells other words about the same apart
    words varchar(64) not null,
    matter varchar(100),
    aspect varchar(100),
    -- as the desk was shown it: JSON
    card varchar(100000) not null,
    shown_at timestamp with time zone not null,
    withdrawn_at timestamp with time zone,
    why varchar(16),
    primary key (call, number)
);

create table hotline_feedback (
    id bigint generated always as identity primary key,
    call varchar(64) not null,
    suggestion integer not null,
    account varchar(32) not null,
    action varchar(16) not null,
    displayed_ms integer not null,
    final_text varchar(4000),
    -- letters put in, taken out or changed in what was edited
    edits integer,
    reason varchar(500),
    given_at timestamp with time zone not null,
    foreign key (call, suggestion) references hotline_suggestion (call, number) on delete cascade
);
create index hotline_feedback_by_call on hotline_feedback (call, suggestion);
create index hotline_feedback_by_time on hotline_feedback (given_at);
