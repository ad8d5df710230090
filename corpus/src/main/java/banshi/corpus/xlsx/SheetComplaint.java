package banshi.corpus.xlsx;

/**
 * What is wrong in a workbook, and where (工作簿问题), in Chinese, for the clerk who edits it.
 *
 * @param where sheet, row and column, as {@code 材料!第12行 C列（形式）}; empty if it is about the file as a whole
 * @param what what is wrong, and what is allowed
 */
public record SheetComplaint(String where, String what) {
    @Override
    public String toString() {
        return where.isEmpty() ? what : where + "：" + what;
    }
}
