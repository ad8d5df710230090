-- What was said of drafts of content; the drafts themselves are in the history of content. The same file for H2 and PostgreSQL.

create table draft_word (
    id bigint generated always as identity primary key,
    draft varchar(64) not null,
    -- the revision that it was said of
    head varchar(40) not null,
    deed varchar(10) not null,
    account varchar(32) not null,
    said_at timestamp with time zone not null,
    remark varchar(500) not null
);

create index draft_word_draft on draft_word (draft, id);
