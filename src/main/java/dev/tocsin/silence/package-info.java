/** Watching over what has fallen silent: topics, destinations, channels, subscriptions; and canaries that go the whole way. */
package dev.tocsin.silence;
