package dev.tocsin.notice.developer;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;

import dev.tocsin.aws.Arn;
import dev.tocsin.aws.ConsoleLinks;

/**
 * A status that a stack or one of its resources has reached.
 *
 * @param stack the stack's ARN, also called its id
 * @param resource the logical id of the resource; empty for the stack itself
 * @param operation what all events of one operation have in common, where whoever began it gave it a token
 */
record StackEvent(String stack, String stackName, Optional<String> resource, Optional<String> type, Optional<String> physicalId,
        String status, Optional<String> reason, Optional<String> operation) {

    static final String STACK_TYPE = "AWS::CloudFormation::Stack";

    /**
     * A stack appears among its own events under its name. A nested stack appears among those of its parent as well, like any
     * resource, but with another physical id.
     */
    static Optional<StackEvent> of(StackMessage message) {
        return message.value("StackId").flatMap(stack -> message.value("ResourceStatus").map(status -> {
            String name = message.value("StackName").orElseGet(() -> nameOf(stack));
            Optional<String> type = message.value("ResourceType");
            Optional<String> id = message.value("PhysicalResourceId");
            Optional<String> logicalId = message.value("LogicalResourceId");
            boolean itself = type.filter(STACK_TYPE::equals).isPresent()
                    && id.map(stack::equals).orElse(logicalId.equals(Optional.of(name)));
            return new StackEvent(stack, name, itself ? Optional.empty() : logicalId.or(() -> id), type, id, status,
                    message.value("ResourceStatusReason"),
                    message.value("ClientRequestToken").filter(token -> !token.equals("null")).map(StackEvent::operation));
        }));
    }

    /** What stands for a token, which itself is never shown. */
    static String operation(String token) {
        return UUID.nameUUIDFromBytes(token.getBytes(StandardCharsets.UTF_8)).toString();
    }

    /** The name in "arn:aws:cloudformation:eu-west-1:210987654321:stack/shop/11111111-...". */
    static String nameOf(String stack) {
        return Arn.parse(stack).map(Arn::resource).map(resource -> resource.split("/", 3)).filter(parts -> parts.length > 1)
                .map(parts -> parts[1]).orElse(stack);
    }

    /** @param tab of the stack's page, for instance {@code events} */
    static String page(String region, String stack, String tab) {
        return ConsoleLinks.page(region, "cloudformation/home#/stacks/" + tab + "?stackId=" + ConsoleLinks.encode(stack))
                .orElse(null);
    }

    boolean isNestedStack() {
        return resource.isPresent() && type.filter(STACK_TYPE::equals).isPresent();
    }
}
