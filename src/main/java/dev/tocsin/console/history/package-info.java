/** What became of messages, as pages. */
package dev.tocsin.console.history;
