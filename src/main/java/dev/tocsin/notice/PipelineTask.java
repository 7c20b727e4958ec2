package dev.tocsin.notice;

/** What a notice of a pipeline leaves to people. It is for commands, so it names things as the pipeline itself does. */
public sealed interface PipelineTask {

    /** To run again what failed in a stage. */
    record FailedStage(String pipeline, String stage, String execution) implements PipelineTask {
    }

    /** To approve what the pipeline waits for, or to refuse it. */
    record Approval(String pipeline, String stage, String action, ApprovalRequest request) implements PipelineTask {
    }
}
