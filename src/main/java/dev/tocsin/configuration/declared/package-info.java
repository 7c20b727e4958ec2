/**
 * Configurations that are kept elsewhere, in a file or in AWS Chatbot, and what has to be done so that ours become like them.
 */
package dev.tocsin.configuration.declared;
