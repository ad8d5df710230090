package banshi.channels.curation;

import java.util.Locale;

/** What can be done with a draft (草稿动作). */
public enum Deed {
    /** 修改. */
    EDIT,
    /** 作废. */
    DISCARD,
    /** 提交审核. */
    SUBMIT,
    /** 退回. */
    RETURN,
    /** 通过. */
    APPROVE,
    /** 发布. */
    PUBLISH;

    /** As it is written. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
