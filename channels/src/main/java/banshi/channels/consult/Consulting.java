package banshi.channels.consult;

import banshi.channels.accounts.Departments;
import banshi.channels.records.Handoffs;
import banshi.channels.records.TurnRecords;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What desks need to ask experts (一键呼叫所需).
 *
 * @param handoffs and {@code turns} hold what citizens said
 * @param proposing gives null where nothing can be proposed
 */
public record Consulting(
        Consultations consultations,
        Departments departments,
        Published published,
        Handoffs handoffs,
        TurnRecords turns,
        Supplier<@Nullable Proposing> proposing) {}
