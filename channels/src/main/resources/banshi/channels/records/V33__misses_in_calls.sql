-- What was answered badly in calls, beside what was in conversations. Still no words are kept with it: they lie in the turn, the utterance or the search, and go with it.
-- The same file for H2 and PostgreSQL.

-- what the caller had said when the card came
alter table hotline_suggestion add column asked varchar(64);

-- what agents looked for and did not find; masked
create table hotline_search (
    id bigint generated always as identity primary key,
    -- that was open meanwhile, if one was
    call varchar(64),
    account varchar(32) not null,
    said varchar(500) not null,
    searched_at timestamp with time zone not null
);
create index hotline_search_by_time on hotline_search (searched_at);

-- a miss comes from a turn, a search, or a caller's utterance; where from, that names it
alter table miss rename to miss_of_turn;
drop index miss_by_cluster;

create table miss (
    id varchar(96) primary key,
    turn varchar(32) references turn (id) on delete cascade,
    search bigint references hotline_search (id) on delete cascade,
    call varchar(64),
    utterance varchar(64),
    -- none where the whole call came to nothing
    feedback bigint references hotline_feedback (id) on delete cascade,
    missed_at timestamp with time zone not null,
    cluster varchar(32) not null references miss_cluster (id) on delete cascade,
    kinds varchar(200) not null,
    foreign key (call, utterance) references hotline_utterance (call, id) on delete cascade,
    check ((turn is not null and search is null and call is null and utterance is null and feedback is null)
        or (turn is null and search is not null and call is null and utterance is null and feedback is null)
        or (turn is null and search is null and call is not null and utterance is not null))
);
insert into miss (id, turn, missed_at, cluster, kinds)
    select 'turn:' || m.turn, m.turn, t.said_at, m.cluster, m.kinds from miss_of_turn m join turn t on t.id = m.turn;
drop table miss_of_turn;

create index miss_by_cluster on miss (cluster, missed_at);
create index miss_by_turn on miss (turn);
create index miss_by_search on miss (search);
create index miss_by_utterance on miss (call, utterance);
create index miss_by_feedback on miss (feedback);
