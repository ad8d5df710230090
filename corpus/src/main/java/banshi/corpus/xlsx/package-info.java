/**
 * The whole content as one workbook that a clerk can edit (内容工作簿), out and in: a sheet for each kind of thing, a row for each thing.
 * What comes in is checked by the same rules as the files, and a complaint names the sheet, the row and the column.
 */
@NullMarked
package banshi.corpus.xlsx;

import org.jspecify.annotations.NullMarked;
