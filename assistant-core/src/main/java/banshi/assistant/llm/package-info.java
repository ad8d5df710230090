/** Our knowledge for applications that are built with LangChain4j (大模型接口). */
@NullMarked
package banshi.assistant.llm;

import org.jspecify.annotations.NullMarked;
