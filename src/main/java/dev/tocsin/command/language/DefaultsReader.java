package dev.tocsin.command.language;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.tocsin.aws.Partition;
import dev.tocsin.aws.RegionNames;

/** Reads which account and Region a channel is to have: {@code set default account 123456789012 region eu-west-1}. */
final class DefaultsReader {

    private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");

    private DefaultsReader() {
    }

    /** @param words behind {@code set} */
    static Command read(List<Word> words) {
        List<String> said = new ArrayList<>();
        words.forEach(word -> said.addAll(said(word)));
        said.remove("default");
        said.remove("defaults");
        Optional<String> account = Optional.empty();
        Optional<String> region = Optional.empty();
        for (Iterator<String> all = said.iterator(); all.hasNext();) {
            String what = all.next();
            if (what.equals("account") && all.hasNext()) {
                account = Optional.of(account(all.next()));
            } else if (what.equals("region") && all.hasNext()) {
                region = Optional.of(region(all.next()));
            } else {
                throw usage();
            }
        }
        if (account.isEmpty() && region.isEmpty()) {
            throw usage();
        }
        return new Command.SetDefaults(account, region);
    }

    /** {@code default-account}, {@code --account=1} and the like, taken apart. */
    private static List<String> said(Word word) {
        List<String> said = new ArrayList<>();
        String name = word.option().map(Word.Option::name).orElse(word.text()).toLowerCase(Locale.ROOT);
        if (name.matches("default[-_](account|region)(?:[-_]id)?")) {
            said.add(name.replaceFirst("default[-_]", "").replaceFirst("[-_]id$", ""));
        } else {
            said.add(name);
        }
        word.option().flatMap(Word.Option::value).ifPresent(said::add);
        return said;
    }

    private static String account(String typed) {
        String digits = typed.replace("-", "");
        if (!ACCOUNT.matcher(digits).matches()) {
            throw new UnclearCommand(Echo.of(typed) + " is no id of an account: those have 12 digits.");
        }
        return digits;
    }

    /** Newer Regions than this build knows have the form of one. */
    static String region(String typed) {
        String region = typed.strip().toLowerCase(Locale.ROOT);
        List<String> ids = RegionNames.all().stream().map(RegionNames.RegionName::id).toList();
        if (ids.contains(region) || Partition.ofRegion(region).isPresent() && !isMistyped(region, ids)) {
            return region;
        }
        String near = Nearest.question(region, ids);
        throw new UnclearCommand(Echo.of(typed) + " is no Region."
                + (near.isEmpty() ? " Regions are written as " + Echo.code("eu-central-1") + "." : near));
    }

    /** As {@code eu-wst-1} is, and {@code eu-west-7} is not. */
    private static boolean isMistyped(String region, List<String> ids) {
        String place = region.substring(0, region.lastIndexOf('-'));
        Set<String> places = ids.stream().map(id -> id.substring(0, id.lastIndexOf('-'))).collect(Collectors.toSet());
        return !places.contains(place) && places.stream().anyMatch(known -> Nearest.distance(place, known) == 1);
    }

    private static UnclearCommand usage() {
        return new UnclearCommand("A channel has a default account and a default Region: "
                + Echo.code("set default account 123456789012") + ", " + Echo.code("set default region eu-central-1") + ".");
    }
}
