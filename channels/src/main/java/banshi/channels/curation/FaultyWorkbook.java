package banshi.channels.curation;

import banshi.corpus.xlsx.SheetComplaint;
import java.util.List;

/** A workbook that cannot be taken in (工作簿有误), and all that is wrong with it; the message is for whoever sent it, in Chinese. */
public final class FaultyWorkbook extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<SheetComplaint> complaints;

    FaultyWorkbook(List<SheetComplaint> complaints) {
        super(said(complaints));
        this.complaints = List.copyOf(complaints);
    }

    /** One about the file as a whole says all there is to say. */
    private static String said(List<SheetComplaint> complaints) {
        return complaints.size() == 1 && complaints.getFirst().where().isEmpty()
                ? complaints.getFirst().what()
                : "工作簿里有 " + complaints.size() + " 处要改，什么都没有存；改好以后再导入一次";
    }

    /** What is wrong, by sheet, row and column. */
    public List<SheetComplaint> complaints() {
        return complaints;
    }
}
