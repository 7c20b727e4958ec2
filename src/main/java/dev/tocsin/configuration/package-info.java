/**
 * Who hears what: configurations of all kinds and the topics that they hear. What is particular to a kind is in a room of its
 * own, which brings a {@link dev.tocsin.configuration.ConfigurationKind}; this room knows none of them. The members have the
 * names of AWS Chatbot's own API, in camelCase.
 */
package dev.tocsin.configuration;
