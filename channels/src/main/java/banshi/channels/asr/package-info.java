/**
 * Calls by their sound (语音识别适配): the sound of calls comes in from a telephone system, goes out to a recogniser of the operator's, and what it hears comes back as events
 * of a call (docs/hotline.md). Sound is in memory for seconds, and never kept or logged; nor is a word that was said logged.
 */
@NullMarked
package banshi.channels.asr;

import org.jspecify.annotations.NullMarked;
