/**
 * Finds what was published that is near a question (检索): Lucene over words, character bigrams and pinyin; sentence vectors of
 * BGE-small-zh through ONNX Runtime. The home of Lucene, ONNX Runtime and LangChain4j's embedding interface.
 */
@NullMarked
package banshi.assistant.retrieval;

import org.jspecify.annotations.NullMarked;
