package banshi.eval.editors;

/**
 * A save that the server acknowledged (已确认的保存).
 *
 * @param by the editor's name
 * @param field of the file, a fact whose words were replaced
 * @param seen the words that stood there when the editor decided
 * @param words that the editor put in their place; no other save has them
 */
record Save(String by, String file, String field, String seen, String words) {}
