-- When a call was taken and when its papers were done, and what somebody who leads a shift finds of it afterwards. The same file for H2 and PostgreSQL.

-- none for calls of before
alter table hotline_call add column taken_at timestamp with time zone;
alter table hotline_call add column closed_at timestamp with time zone;

create index hotline_suggestion_by_time on hotline_suggestion (shown_at);

create table call_review (
    call varchar(64) primary key references hotline_call (id) on delete cascade,
    version integer not null,
    -- the account
    reviewer varchar(32) not null,
    reviewed_at timestamp with time zone not null,
    -- masked, as all words here
    remark varchar(1000)
);

create table call_review_point (
    call varchar(64) not null references call_review (call) on delete cascade,
    -- its id in checklist.json
    point varchar(32) not null,
    mark varchar(4) not null check (mark in ('yes', 'no', 'na')),
    remark varchar(500),
    primary key (call, point)
);
