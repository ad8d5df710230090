-- Answers of staff that are proposed as reply templates. All words are masked before they come here. The same file for H2 and PostgreSQL.

create table proposal (
    id bigint generated always as identity primary key,
    -- what it comes from, once only; none where that does not matter
    origin varchar(64) unique,
    matter varchar(100),
    aspect varchar(100),
    question varchar(1000) not null,
    answer varchar(4000) not null,
    source varchar(16) not null,
    -- whose words they are: the id
    account varchar(32) not null,
    proposed_at timestamp with time zone not null,
    state varchar(16) not null,
    draft varchar(64),
    reason varchar(500),
    decided_by varchar(32),
    decided_at timestamp with time zone
);
create index proposal_by_state on proposal (state, proposed_at);
