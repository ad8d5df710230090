/**
 * Calls to 12345 as they are heard (热线通话): events of a speech recognition come in and are kept before they are acknowledged, one call's words are heard one after the other by a
 * {@link banshi.assistant.hotline.CallAssistant}, and the desks are told what to show. What is personal is covered before anything is kept or told. docs/hotline.md is the contract.
 */
@NullMarked
package banshi.channels.hotline;

import org.jspecify.annotations.NullMarked;
