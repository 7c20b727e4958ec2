/** Requests that we make to others over HTTP: what an answer may cost us, and which connections they take. */
package dev.tocsin.outbound;
