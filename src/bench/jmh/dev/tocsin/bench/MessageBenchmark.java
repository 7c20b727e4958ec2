package dev.tocsin.bench;

import java.util.Optional;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

import dev.tocsin.chat.EveryChat;
import dev.tocsin.chat.Form;
import dev.tocsin.chat.Posting;
import dev.tocsin.notice.AllInterpreters;
import dev.tocsin.notice.Interpreters;
import dev.tocsin.notice.Message;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Samples;

/** What it takes to say what a message means and to lay it out for all chats. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class MessageBenchmark {

    private static final Interpreters INTERPRETERS = AllInterpreters.asked();

    /** Set by {@link Bench} to each of the samples. */
    @Param("monitoring/alarm-metric.json")
    public String sample;

    private Message message;

    @Setup
    public void read() {
        message = Samples.sample(sample);
    }

    @Benchmark
    public Notice interpret() {
        return INTERPRETERS.interpret(message);
    }

    @Benchmark
    public void interpretAndRender(Blackhole blackhole) {
        Posting posting = new Posting(42, INTERPRETERS.interpret(message), Form.FULL, Optional.empty());
        EveryChat.CHATS.forEach(chat -> blackhole.consume(chat.render(posting)));
    }
}
