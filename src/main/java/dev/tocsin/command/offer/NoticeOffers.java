package dev.tocsin.command.offer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.tocsin.aws.Arn;
import dev.tocsin.chat.ActionButton;
import dev.tocsin.configuration.slack.NotificationButton;
import dev.tocsin.notice.LogGroups;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.PipelineTask;
import dev.tocsin.notice.PipelineTask.Approval;
import dev.tocsin.notice.PipelineTask.FailedStage;

/** Which of our own commands a notice has buttons for, as far as they are switched on. What it says are values in them. */
final class NoticeOffers {

    /** Of whoever presses the button; only then it is known. */
    static final String PERSON = "Person";
    /** The longest value that a command takes from a notice. */
    private static final int LONGEST = 1_024;
    private static final String REGION = "Region";
    private static final Pattern ALARM = Pattern.compile("alarm:(.+)");

    private static final String HISTORY = "cloudwatch describe-alarm-history --alarm-name $AlarmName "
            + "--alarm-types MetricAlarm CompositeAlarm --history-item-type StateUpdate --scan-by TimestampDescending "
            + "--max-records 30 --region $Region";
    private static final String RETRY = "codepipeline retry-stage-execution --pipeline-name $Pipeline --stage-name $Stage "
            + "--pipeline-execution-id $Execution --retry-mode FAILED_ACTIONS --region $Region";

    private NoticeOffers() {
    }

    /**
     * The likeliest first.
     *
     * @param account whose role carries out commands; a notice of another account has none of these
     */
    static List<ActionButton> of(Notice notice, Set<NotificationButton> on, Optional<String> account) {
        boolean isElsewhere = account.isPresent() && notice.account().filter(its -> !its.equals(account.get())).isPresent();
        if (on.isEmpty() || isElsewhere || notice.region().isEmpty()) {
            return List.of();
        }
        List<ActionButton> offers = new ArrayList<>();
        notice.task().ifPresent(task -> offers.addAll(ofTask(notice, task, on)));
        if (on.contains(NotificationButton.SHOW_LOGS)) {
            offers.addAll(ofLogs(notice));
        }
        if (on.contains(NotificationButton.ALARM_HISTORY)) {
            notice.resource().flatMap(Arn::parse).filter(arn -> arn.service().equals("cloudwatch"))
                    .map(arn -> ALARM.matcher(arn.resource())).filter(Matcher::matches).map(name -> name.group(1))
                    .ifPresent(name -> offers.add(
                            button(".alarm-history", "Alarm history", HISTORY, notice, Map.of("AlarmName", name))));
        }
        return offers.stream().filter(offer -> offer.variables().values().stream().allMatch(NoticeOffers::isFit)).toList();
    }

    private static List<ActionButton> ofTask(Notice notice, PipelineTask task, Set<NotificationButton> on) {
        if (task instanceof FailedStage failed) {
            return on.contains(NotificationButton.RETRY_STAGE)
                    ? List.of(button(".retry-stage", "Retry stage", RETRY, notice, Map.of("Pipeline", failed.pipeline(),
                            "Stage", failed.stage(), "Execution", failed.execution())))
                    : List.of();
        }
        Approval approval = (Approval) task;
        return on.contains(NotificationButton.APPROVE)
                ? List.of(answer(".approve", "Approve", "Approved", notice, approval),
                        answer(".reject", "Reject", "Rejected", notice, approval))
                : List.of();
    }

    /** Values that stand within JSON cannot end it. */
    private static ActionButton answer(String id, String label, String status, Notice notice, Approval approval) {
        return button(id, label, "codepipeline put-approval-result --pipeline-name $Pipeline --stage-name $Stage "
                + "--action-name $Action --result {\"summary\": \"" + status + " in Slack by $Person\", \"status\": \"" + status
                + "\"} --token $Request --region $Region", notice,
                Map.of("Pipeline", approval.pipeline(), "Stage", approval.stage(), "Action", approval.action(), "Request",
                        approval.request().mark()));
    }

    private static List<ActionButton> ofLogs(Notice notice) {
        List<String> groups = LogGroups.of(notice);
        Optional<LogWindow> window = LogWindow.of(notice);
        if (groups.isEmpty() || window.isEmpty()) {
            return List.of();
        }
        Map<String, String> values = new LinkedHashMap<>();
        StringBuilder names = new StringBuilder();
        for (int i = 0; i < groups.size(); i++) {
            values.put("LogGroup" + (i + 1), groups.get(i));
            names.append(" $LogGroup").append(i + 1);
        }
        values.put("Start", window.get().start().toString());
        values.put("End", window.get().end().toString());
        String begin = "logs query --log-group-names" + names + " --start-time $Start --end-time $End --query-string ";
        return List.of(
                button(".show-logs", "Show logs", begin + query("") + " --region $Region", notice, values),
                button(".show-error-logs", "Show error logs",
                        begin + query("| filter @message like /(?i)error|exception|fail/ ") + " --region $Region", notice,
                        values));
    }

    /** The first entries of the time, as AWS Chatbot shows them. */
    private static String query(String filter) {
        return "'fields @timestamp, @message " + filter + "| sort @timestamp asc | limit 30'";
    }

    private static ActionButton button(String id, String label, String command, Notice notice, Map<String, String> values) {
        Map<String, String> all = new LinkedHashMap<>(values);
        all.put(REGION, notice.region().orElseThrow());
        return new ActionButton(id, label, command, all);
    }

    private static boolean isFit(String value) {
        return !value.isBlank() && value.length() <= LONGEST && value.chars().noneMatch(Character::isISOControl);
    }
}
