/**
 * What single requests and replies spent their time on, for a collector of an operator's (请求追踪): where they went and how long it took, never what was
 * said or by whom. OpenTelemetry is at home here; where no collector is set, none of it is loaded.
 */
@NullMarked
package banshi.channels.traces;

import org.jspecify.annotations.NullMarked;
