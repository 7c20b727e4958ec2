package dev.tocsin.notice.data;

import dev.tocsin.aws.Arn;
import dev.tocsin.aws.ConsoleLinks;
import dev.tocsin.notice.Cut;

/** What people call the resource of an ARN. */
final class ResourceName {

    private static final int LONGEST = 120;

    private ResourceName() {
    }

    /** What follows account and Region, for instance {@code volume/vol-0a1b2c3d}; an id that is no ARN stays. */
    static String of(String arn) {
        return Cut.middle(Arn.parse(arn).map(Arn::resource).orElse(arn), LONGEST);
    }

    /** The last part alone, for instance {@code vol-0a1b2c3d}. */
    static String last(String arn) {
        String resource = Arn.parse(arn).map(Arn::resource).orElse(arn);
        return Cut.middle(resource.substring(Math.max(resource.lastIndexOf('/'), resource.lastIndexOf(':')) + 1), LONGEST);
    }

    /** The ARN itself as part of an address: the console wants its colons as they are. */
    static String inAddress(String arn) {
        return ConsoleLinks.encode(arn).replace("%3A", ":");
    }
}
