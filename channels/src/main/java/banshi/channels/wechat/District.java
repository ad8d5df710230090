package banshi.channels.wechat;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The district in an address (县市区): all of a citizen's place that we look at. */
final class District {
    /** Behind its city; without one, what looks like a district may be a street. */
    private static final Pattern IN_ADDRESS = Pattern.compile("(?:市|自治州|盟|地区)(\\p{IsHan}{1,6}?(?:区|县|旗|市))");

    /** What ends like a district and is a piece of land. */
    private static final Pattern NO_DISTRICT = Pattern.compile(".*[小社园校景厂库发]区");

    private District() {}

    /** Nothing where the address names none, or not clearly. */
    static Optional<String> in(@Nullable String address) {
        if (address == null) return Optional.empty();
        var found = IN_ADDRESS.matcher(address);
        return found.find() && !NO_DISTRICT.matcher(found.group(1)).matches()
                ? Optional.of(found.group(1))
                : Optional.empty();
    }
}
