/** Logging in, tokens, who has done what, and how Tocsin is set up. */
package dev.tocsin.console.administration;
