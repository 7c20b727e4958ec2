package dev.tocsin.command.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import dev.tocsin.chat.ActionButton;
import dev.tocsin.command.settings.ActionCriterion.Operator;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Samples;
import dev.tocsin.notice.Severity;

class CustomActionTest {

    private static final Notice ALARM = Samples.interpreted("monitoring/alarm-anomaly.json");
    private static final String HISTORY = "cloudwatch describe-alarm-history --alarm-name $AlarmName --region $region";

    @Test
    void aNoticeHasTheButtonsWhoseCriteriaItMeets() {
        assertThat(fitting(HISTORY, "cloudwatch-alarm", has("InstanceId"), is("State", "ALARM")))
                .isEqualTo(List.of(new ActionButton("action", "Do it", HISTORY,
                        Map.of("AlarmName", "unusual-traffic", "region", "us-east-1"))));
        assertThat(fitting(HISTORY, null)).hasSize(1);
        assertThat(fitting(HISTORY, "codepipeline")).isEmpty();
        assertThat(fitting(HISTORY, null, has("FunctionName"))).isEmpty();
        assertThat(fitting(HISTORY, null, has("InstanceId"), is("State", "OK"))).isEmpty();
        assertThat(fitting(HISTORY, null, is("State", "alarm"))).as("case counts in values").isEmpty();
    }

    @Test
    void whoDoesNotSayWhatTheCommandNeedsHasNoButton() {
        assertThat(fitting("lambda invoke --function-name $FunctionName", null)).isEmpty();
        assertThat(fitting("ec2 describe-instances --instance-ids $InstanceId", null)).hasSize(1);
        assertThat(CustomActions.fitting(List.of(action("a", HISTORY, null)),
                Notice.of("text", Severity.INFO, "Hello").build())).isEmpty();
    }

    @Test
    void noValueBecomesAPartOfTheCommand() {
        Notice notice = Notice.of("event", Severity.INFO, "Hello").fact("Branch", "x\" --region us-west-2 \"").build();
        ActionButton button = CustomActions.fitting(List.of(action("a", "help $Branch", null)), notice).get(0);
        assertThat(button.command()).isEqualTo("help $Branch");
        assertThat(button.variables()).isEqualTo(Map.of("Branch", "x\" --region us-west-2 \""));
    }

    @Test
    void oneNoticeHasFiveAtMost() {
        List<CustomAction> many = IntStream.range(0, 20).mapToObj(i -> action("action-" + i, "help", null)).toList();
        assertThat(CustomActions.fitting(many, ALARM)).hasSize(5);
        assertThat(CustomActions.fitting(List.of(), ALARM)).isEmpty();
    }

    @Test
    void variablesAreWhatFollowsADollarSign() {
        assertThat(CustomAction.variables("a $B {\"c\": \"$D_1\"} '$E' \\$F $1 $ $B")).containsExactly("B", "D_1", "E");
    }

    @Test
    void allThatIsWrongIsSaidAtOnce() {
        assertThatThrownBy(() -> new CustomActionMembers("re start", "a b", " ", "$a $b $c $d $e $f", "alarms",
                List.of(new ActionCriterion("$A", null, null), new ActionCriterion("A", Operator.EQUALS, ""),
                        new ActionCriterion("A", Operator.HAS_VALUE, "x")))
                .check())
                .hasMessageContainingAll("actionName", "configurationName", "buttonText", "commandText", "notificationType",
                        "criteria[0].variableName", "criteria[0].operator", "criteria[1].value", "criteria[2].value");
        assertThatThrownBy(() -> new CustomActionMembers(null, null, null, null, null, null).check())
                .hasMessageContainingAll("actionName", "buttonText", "commandText");
        assertThatThrownBy(() -> members("help", Collections.nCopies(6, has("A"))).check()).hasMessageContaining("criteria");
        assertThatThrownBy(() -> members("help", Collections.singletonList(null)).check()).hasMessageContaining("criteria[0]");
        assertThatThrownBy(() -> members("x".repeat(5_001), List.of()).check()).hasMessageContaining("5000");
        members("x".repeat(5_000), Collections.nCopies(5, is("A", "x"))).check();
    }

    @Test
    void aChangeLeavesWhatItDoesNotName() {
        CustomActionMembers before = members("help", List.of(has("A")));
        CustomActionMembers said = new CustomActionMembers(null, "other", "New", null, null, null);
        assertThat(before.with(said, "buttonText"::equals))
                .isEqualTo(new CustomActionMembers("action", null, "New", "help", null, List.of(has("A"))));
        assertThat(before.with(said, List.of("configurationName", "criteria")::contains))
                .isEqualTo(new CustomActionMembers("action", "other", "Do it", "help", null, null));
    }

    private static List<ActionButton> fitting(String command, String type, ActionCriterion... criteria) {
        return CustomActions.fitting(List.of(action("action", command, type, criteria)), ALARM);
    }

    private static CustomAction action(String name, String command, String type, ActionCriterion... criteria) {
        return new CustomAction(name, null, "Do it", command, type, List.of(criteria), Instant.EPOCH, Instant.EPOCH);
    }

    private static CustomActionMembers members(String command, List<ActionCriterion> criteria) {
        return new CustomActionMembers("action", null, "Do it", command, null, criteria);
    }

    private static ActionCriterion has(String name) {
        return new ActionCriterion(name, Operator.HAS_VALUE, null);
    }

    private static ActionCriterion is(String name, String value) {
        return new ActionCriterion(name, Operator.EQUALS, value);
    }
}
