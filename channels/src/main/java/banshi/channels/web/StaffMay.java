package banshi.channels.web;

import java.util.Set;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Who of the staff may do something (职员权限): the one door between the studio's interfaces and whatever knows the staff. */
@FunctionalInterface
public interface StaffMay {
    /** What somebody is among the staff (角色). */
    enum Role {
        /** 采编. */
        EDITOR,
        /** 审核. */
        REVIEWER,
        /** 发布. */
        PUBLISHER,
        /** 系统. */
        SYSTEM,
        /** 审计. */
        AUDITOR
    }

    /**
     * Lets only those go on who have one of these roles.
     *
     * @return the name under which they are kept; fails with 401 or 403 otherwise
     */
    Mono<String> require(ServerWebExchange exchange, Set<Role> anyOf);
}
