package dev.tocsin.aws.model;

import java.util.Optional;

/**
 * One value of a structure, or that of which a list or a map consists.
 *
 * @param name as the model has it, for instance {@code FunctionName}
 * @param shape the name of its shape
 * @param place where it stands in HTTP
 * @param wireName as it is called there; for EC2's requests the name that the query has, for a flat list what its elements are
 *        called
 * @param timestampFormat {@code iso8601}, {@code rfc822} or {@code unixTimestamp}, where it differs from the protocol's own
 * @param isAttribute whether XML has it as an attribute
 * @param isToken whether it tells a request that is repeated from a new one; who is given none makes up a random one
 * @param summary one sentence; only what the request of an operation must have has one, and not all of that
 * @param parameter what AWS's command line calls it, where that is not by the rule of {@link CliNames}
 */
public record ShapeMember(String name, String shape, Place place, String wireName, Optional<String> timestampFormat,
        boolean isAttribute, boolean isToken, String summary, Optional<String> parameter) {

    public ShapeMember(String name, String shape, Place place, String wireName, Optional<String> timestampFormat,
            boolean isAttribute) {
        this(name, shape, place, wireName, timestampFormat, isAttribute, false, "", Optional.empty());
    }

    /** As AWS's command line has it, without the two dashes: {@code state-value}. */
    public String cliName() {
        return parameter.orElseGet(() -> CliNames.of(name));
    }

    public enum Place {
        BODY,
        URI,
        QUERY,
        HEADER,
        HEADERS,
        STATUS
    }
}
