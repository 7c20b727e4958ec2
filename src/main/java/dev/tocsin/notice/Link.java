package dev.tocsin.notice;

/** A place to click: a fixed label and an http(s) URL. */
public record Link(String label, String url) implements Fact.Value {
}
