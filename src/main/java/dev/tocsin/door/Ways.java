package dev.tocsin.door;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import jakarta.inject.Singleton;

import io.quarkus.arc.All;

/** Which door is before which path. */
@Singleton
final class Ways {

    private final List<Way> ways = new ArrayList<>();

    Ways(@All List<Door> doors, DoorMetrics metrics) {
        for (Door door : doors) {
            ByteBudget budget = new ByteBudget(door.most());
            metrics.know(door);
            door.paths().forEach(path -> ways.add(new Way(path, door, budget)));
        }
        ways.sort(Comparator.comparing((Way way) -> way.path.length()).reversed());
    }

    /** A path and the door before it. */
    record Way(String path, Door door, ByteBudget budget) {

        /** What requests that come this way are counted as, unless a resource says better. */
        String template() {
            return path.endsWith("/") ? path + "*" : path;
        }

        private boolean leadsTo(String asked) {
            return path.endsWith("/")
                    ? asked.startsWith(path) || asked.equals(path.substring(0, path.length() - 1))
                    : asked.equals(path) || asked.equals(path + "/");
        }
    }

    /** @param asked a normalized path */
    Way to(String asked) {
        for (Way way : ways) {
            if (way.leadsTo(asked)) {
                return way;
            }
        }
        return everythingElse();
    }

    Way everythingElse() {
        return ways.get(ways.size() - 1);
    }
}
