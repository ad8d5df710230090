/**
 * First words by a language model, for editors (模型草稿): how citizens may ask, and how a reply may be worded. Off unless a model is set up. Only published words are sent; whatever comes back is
 * checked before anybody sees it; nothing is kept unless a person takes it.
 *
 * <p>{@link banshi.channels.suggestions.Suggestions} is the door. Everything here blocks, as long as the model takes.
 */
@NullMarked
package banshi.channels.suggestions;

import org.jspecify.annotations.NullMarked;
