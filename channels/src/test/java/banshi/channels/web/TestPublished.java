package banshi.channels.web;

import banshi.channels.consult.Published;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One matter of one department, whose telephone is published, beside a department that has none. */
enum TestPublished implements Published {
    IT;

    static final String MATTER = "id-card-reissue";
    static final String DEPARTMENT = "公安派出所户籍窗口";
    static final String OTHER = "公安交警";

    @Override
    public List<String> departments() {
        return List.of(OTHER, DEPARTMENT);
    }

    @Override
    public Optional<About> matter(String id) {
        return id.equals(MATTER)
                ? Optional.of(
                        new About(id, "居民身份证补领", DEPARTMENT, phone(DEPARTMENT).orElseThrow()))
                : Optional.empty();
    }

    @Override
    public Optional<Phone> phone(String department) {
        return department.equals(DEPARTMENT) ? Optional.of(new Phone("12345", "政务服务热线")) : Optional.empty();
    }

    @Override
    public Optional<String> reply(String matter, @Nullable String aspect) {
        return matter.equals(MATTER) ? Optional.of("带户口本到派出所补领。") : Optional.empty();
    }
}
