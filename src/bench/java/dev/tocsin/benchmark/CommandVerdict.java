package dev.tocsin.benchmark;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Whether each command was answered once, in its own thread, with what AWS answered to it and all of that, and whether AWS was
 * asked once for each.
 *
 * @param wrong answers that stand in a thread of another command, show something else than AWS answered, or were asked for by
 *        nobody
 * @param withoutMessage slash commands of which the channel was not told once, and others of which it was
 * @param notAskedOnce commands for which AWS was asked several times or not at all
 */
record CommandVerdict(int expected, int answered, int twice, int wrong, int withoutMessage, int notAskedOnce) {

    /** @param questions the numbers of the commands that were posted as such */
    static CommandVerdict of(CommandLetters commands, List<PostedAnswer> answers, List<Integer> questions,
            Map<Integer, AwsStub.Held> aws) {
        Set<Integer> numbers = commands.letters().stream().map(Letter::number).collect(Collectors.toSet());
        List<PostedAnswer> right = answers.stream().filter(one -> numbers.contains(one.number())
                && one.number() == one.thread() && one.things() == commands.things()).toList();
        Set<Integer> different = right.stream().map(PostedAnswer::number).collect(Collectors.toCollection(HashSet::new));
        Map<Integer, Long> posted = questions.stream().collect(Collectors.groupingBy(number -> number, Collectors.counting()));
        long inTheChannel = commands.areSlashCommands() ? 1 : 0;
        return new CommandVerdict(numbers.size(), different.size(), right.size() - different.size(),
                answers.size() - right.size(), count(numbers, number -> posted.getOrDefault(number, 0L) != inTheChannel),
                count(numbers, number -> !aws.containsKey(number) || aws.get(number).times() != 1));
    }

    private static int count(Set<Integer> numbers, Predicate<Integer> which) {
        return (int) numbers.stream().filter(which).count();
    }

    void require() {
        if (answered != expected || twice != 0 || wrong != 0 || withoutMessage != 0 || notAskedOnce != 0) {
            throw new IllegalStateException(answered + " of " + expected + " commands were answered rightly, " + twice
                    + " more than once, " + wrong + " wrongly; " + withoutMessage
                    + " were not shown in the channel as they should, and AWS was not asked once for " + notAskedOnce);
        }
    }
}
