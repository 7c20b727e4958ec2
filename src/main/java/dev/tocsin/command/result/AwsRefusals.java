package dev.tocsin.command.result;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import dev.tocsin.aws.call.AwsAnswer;
import dev.tocsin.aws.model.CliNames;
import dev.tocsin.aws.model.Effect;
import dev.tocsin.aws.model.OperationModel;
import dev.tocsin.command.language.Command;
import dev.tocsin.command.result.ShownResult.Fields;
import dev.tocsin.command.result.ShownResult.Fields.Field;
import dev.tocsin.command.result.ShownResult.Words;
import dev.tocsin.notice.SecretFree;

/** What is said where AWS did not do what was asked: why, and what helps. */
final class AwsRefusals {

    private static final int LONGEST_MESSAGE = 1_500;
    private static final long MEBIBYTE = 1024L * 1024;

    private AwsRefusals() {
    }

    static ShownResult of(Command.Call call, AwsAnswer answer) {
        if (answer instanceof AwsAnswer.Refused refused) {
            return refused(call, refused);
        }
        if (answer instanceof AwsAnswer.Forbidden forbidden) {
            return new Words(
                    forbidden.action() + " is not allowed from a chat, whoever asks: it gives access to what is secret, or"
                            + " to more than a chat should. AWS was not asked. Use AWS's console or command line.");
        }
        if (answer instanceof AwsAnswer.NotAssumed notAssumed) {
            return new Words(SecretFree.text(notAssumed.words()));
        }
        if (answer instanceof AwsAnswer.TooLong tooLong && call.operation().effect() == Effect.CHANGES) {
            return new Words("AWS did it. Its answer is longer than " + size(tooLong.limitBytes()) + ", which is more than is "
                    + "shown: look at what came of it, and do not run it again for the answer.");
        }
        if (answer instanceof AwsAnswer.TooLong tooLong) {
            return new Words("The answer is longer than " + size(tooLong.limitBytes()) + ", which is more than is read. "
                    + "--query does not help, since it works on the whole answer: ask AWS for less" + less(call) + ".");
        }
        if (answer instanceof AwsAnswer.Unreached unreached) {
            boolean changed = unreached.mayHaveHappened() && call.operation().effect() == Effect.CHANGES;
            return new Words(SecretFree.text(unreached.words())
                    + (changed ? " AWS may have done it all the same: look before you run it again." : ""));
        }
        return new Words("There is nothing to show.");
    }

    private static Fields refused(Command.Call call, AwsAnswer.Refused refused) {
        List<Field> fields = new ArrayList<>();
        String message = SecretFree.text(refused.message() == null ? "" : refused.message()).strip();
        fields.add(new Field("Message", message.isEmpty() ? "AWS gives no reason (status " + refused.status() + ")."
                : message.length() > LONGEST_MESSAGE ? message.substring(0, LONGEST_MESSAGE) + "\u2026" : message));
        refused.missingAction().ifPresent(action -> fields.add(new Field("Missing permission", action)));
        advice(call, refused, message).ifPresent(advice -> fields.add(new Field("What to do", advice)));
        return new Fields("AWS refused it: " + refused.code(), fields);
    }

    private static Optional<String> advice(Command.Call call, AwsAnswer.Refused refused, String message) {
        String code = refused.code().toLowerCase(Locale.ROOT);
        if (refused.isThrottled()) {
            return Optional.of("AWS has too many requests of this account just now. Try it again in a moment.");
        }
        if (code.contains("accessdenied") || code.contains("unauthorized") || code.contains("notauthorized")
                || refused.missingAction().isPresent()) {
            return Optional.of(denied(call, refused, message));
        }
        if (code.contains("notfound") || code.startsWith("nosuch") || code.contains("doesnotexist")) {
            return Optional.of("Look at the name, and at the account and the Region that were asked: --region says which.");
        }
        if (code.contains("validation") || code.contains("invalid") || code.contains("missing") || code.contains("malformed")) {
            return Optional.of("Look at the options: " + call.name() + " help");
        }
        return code.contains("optinrequired") || code.contains("subscriptionrequired")
                ? Optional.of("The account does not use this service in this Region.")
                : Optional.empty();
    }

    private static String denied(Command.Call call, AwsAnswer.Refused refused, String message) {
        String action = refused.missingAction().or(() -> call.operation().iamActions().stream().findFirst())
                .orElse("the action");
        if (message.contains("explicit deny in a session policy")) {
            return action + " is never allowed from a chat. Use AWS's console or command line.";
        }
        if (message.contains("no session policy allows")) {
            return "The role may do it, but the guardrail policies of this configuration do not allow " + action + ".";
        }
        if (message.contains("explicit deny")) {
            return "A policy denies " + action + " explicitly: allowing it elsewhere does not help.";
        }
        return "Allow " + action
                + " in the policies of the role that commands run as, and in the guardrail policies if there are any.";
    }

    private static String less(Command.Call call) {
        Optional<String> limit = call.operation().paging().flatMap(OperationModel.Paging::limit).map(CliNames::of);
        return limit.map(option -> ", for instance by --" + option + " 20").orElse(", by its options that choose or filter");
    }

    private static String size(long bytes) {
        return bytes >= MEBIBYTE ? bytes / MEBIBYTE + " MiB" : bytes / 1024 + " KiB";
    }
}
