/** Language models (大模型): our knowledge for applications that are built with LangChain4j, and a model of the operator's that rewrites follow-ups and drafts words for editors. */
@NullMarked
package banshi.assistant.llm;

import org.jspecify.annotations.NullMarked;
