package banshi.channels.asr;

/**
 * Takes what is heard of calls (通话事件的去处). Told one event of a call after the other, in their order, of several calls at a time; on threads that nobody may block. Events have
 * no {@code seq}: who takes them counts, since only he knows what was kept before a restart.
 */
public interface CallEvents {
    /** The first sound of a call is about to come. */
    void started(CallStart start);

    /** Words of a call, over those of the same utterance. */
    void heard(String callId, Transcript transcript);

    /**
     * Nothing more comes of it.
     *
     * @param reason {@code hangup}, or {@code lost} where its sound broke off and did not come back
     */
    void ended(String callId, String reason);

    /**
     * Something went wrong; the call goes on.
     *
     * @param detail for operators, with what helps; without anybody's words
     */
    void fault(String callId, String detail);
}
