package banshi.corpus.outside;

import banshi.corpus.MatterId;

/** A record that can be taken: where it stood, its id, and its fields (可导入的记录). */
record OutsideRecord(int line, String raw, MatterId id, Taken fields) {
    String name() {
        return fields.first("name");
    }

    String department() {
        return fields.first("department");
    }
}
