package banshi.corpus.yaml;

/**
 * A record and where it stands.
 *
 * @param pointer of the record within its file
 */
record Located<T>(T value, String file, Positions positions, String pointer) {
    Located(T value, String file, Positions positions) {
        this(value, file, positions, "");
    }

    Complaint complaint(String below, Complaint.Severity severity, Complaint.About about, String what) {
        var at = positions.of(pointer + below);
        return new Complaint(file, at.line(), at.column(), severity, about, what);
    }
}
