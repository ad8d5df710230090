package banshi.channels.wecom;

/**
 * Who wrote to which 客服账号, while something for them is in hand (来信人). The userid stands here and nowhere else.
 *
 * @param openKfid the 客服账号
 * @param userid external_userid, the citizen's
 */
record Citizen(String openKfid, String userid) {
    /** Without the userid. */
    @Override
    public String toString() {
        return "Citizen[openKfid=" + openKfid + "]";
    }
}
