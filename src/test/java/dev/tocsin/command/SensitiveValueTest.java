package dev.tocsin.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.tocsin.aws.model.Effect;
import dev.tocsin.aws.model.OperationModel;
import dev.tocsin.aws.model.ServiceModel;
import dev.tocsin.aws.model.Shape;
import dev.tocsin.aws.model.ShapeMember;
import dev.tocsin.aws.model.ShapeMember.Place;
import dev.tocsin.aws.model.WireProtocol;
import dev.tocsin.command.language.Command;

/** What people typed that others must not see. */
class SensitiveValueTest {

    private static final OperationModel INVOKE = new OperationModel("Invoke", "invoke", "", "POST", "/", Optional.of("Request"),
            Optional.empty(), Optional.empty(), Effect.CHANGES, List.of(), Optional.empty());
    private static final ServiceModel LAMBDA = new ServiceModel("lambda", "AWS Lambda", WireProtocol.REST_JSON, "", "", "",
            "lambda", "lambda", false, "", List.of(INVOKE), Map.of(
                    "Request", new Shape.Structure("Request", List.of(member("FunctionName", "Name"), member("Payload", "Blob"),
                            member("Passwords", "Passwords")), Set.of(), Optional.empty()),
                    "Name", new Shape.Scalar("Name", Shape.Kind.STRING, List.of(), false),
                    "Blob", new Shape.Scalar("Blob", Shape.Kind.BLOB, List.of(), true),
                    "Password", new Shape.Scalar("Password", Shape.Kind.STRING, List.of(), true),
                    "Passwords", new Shape.Sequence("Passwords", member("member", "Password"), false)));

    @Test
    void whatTheModelsCallSensitiveIsHiddenAsItIsWritten() {
        Command.Call call = call("{\"card\": \"4111\"}", "abc", "abcd");

        assertThat(shown(call, "<@U1> lambda invoke orders '{\"card\": \"4111\"}' abc abcd"))
                .isEqualTo("<@U1> lambda invoke orders '***' *** ***");
        assertThat(SensitiveValue.of(call).toString()).doesNotContain("4111");
    }

    @Test
    void whereItIsWrittenInAnotherWayNothingBehindTheOperationIsShown() {
        Command.Call call = call("{\"card\": \"4111\"}");

        assertThat(shown(call, "run pay {\\\"card\\\":4111}")).isEqualTo("lambda invoke ***");
    }

    @Test
    void whereNothingIsSensitiveTheTextStaysAsItWasShown() {
        assertThat(Understood.NOTHING.hiding("raw", "as shown before")).isEqualTo("as shown before");
        assertThat(ShownText.of("create-user --password s3cr3t-Word-1")).doesNotContain("s3cr3t-Word-1");
        assertThat(ShownText.of("x ".repeat(4_500))).hasSizeBetween(1_999, 2_000);
    }

    private static String shown(Command.Call call, String text) {
        return new Understood(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.of(call.normalised()), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
                SensitiveValue.of(call)).hiding(text, text);
    }

    private static Command.Call call(String payload, String... passwords) {
        ObjectNode parameters = JsonNodeFactory.instance.objectNode().put("FunctionName", "orders").put("Payload",
                Base64.getEncoder().encodeToString(payload.getBytes(StandardCharsets.UTF_8)));
        for (String password : passwords) {
            parameters.withArray("/Passwords").add(password);
        }
        return new Command.Call(LAMBDA, INVOKE, parameters, Optional.empty(), Optional.empty(),
                "lambda invoke --function-name orders --payload ...");
    }

    private static ShapeMember member(String name, String shape) {
        return new ShapeMember(name, shape, Place.BODY, name, Optional.empty(), false);
    }
}
