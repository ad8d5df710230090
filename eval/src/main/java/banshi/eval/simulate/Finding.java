package banshi.eval.simulate;

/**
 * One thing that went wrong on a walk (问题).
 *
 * @param turn from 1
 * @param about the situation, material or aspect that it is about; empty where it is about none
 * @param detail what was expected and what came instead
 */
public record Finding(Trouble trouble, int turn, String about, String detail) {}
