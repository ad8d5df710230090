package banshi.graph.neo4j;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;
import org.neo4j.driver.Driver;
import org.neo4j.driver.Session;
import org.neo4j.driver.TransactionCallback;
import org.neo4j.driver.exceptions.ClientException;

/** A driver whose program dies just before one of its writing transactions is committed: that one and all later ones are lost. */
final class InterruptedDriver {
    private InterruptedDriver() {}

    /**
     * @param writes counts down with each writing transaction; the one that brings it below nought is the first to be lost
     */
    static Driver of(Driver driver, AtomicInteger writes) {
        return proxy(Driver.class, driver, (method, arguments, call) -> {
            var result = call.call();
            return result instanceof Session session ? session(session, writes) : result;
        });
    }

    private static Session session(Session session, AtomicInteger writes) {
        return proxy(Session.class, session, (method, arguments, call) -> {
            if (!method.startsWith("executeWrite") || writes.decrementAndGet() >= 0) return call.call();
            if (method.equals("executeWrite"))
                return session.executeWrite(tx -> {
                    ((TransactionCallback<?>) arguments[0]).execute(tx);
                    throw new ClientException("the program was killed");
                });
            throw new ClientException("the program was killed");
        });
    }

    private interface Call {
        Object call() throws Throwable;
    }

    private interface Around {
        Object call(String method, Object[] arguments, Call call) throws Throwable;
    }

    private static <T> T proxy(Class<T> type, T of, Around around) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> around.call(method.getName(), arguments, () -> {
                    try {
                        return method.invoke(of, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                })));
    }
}
